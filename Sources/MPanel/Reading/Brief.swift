import Telemetry

/// What a fleet needs of one instance: what rows are sorted and filtered by, and what can be added up.
///
/// Made once for every answer, so that a thousand rows cost no arithmetic when they are drawn. It says nothing that
/// changes with time alone.
package struct Brief: Sendable {
  package var target: Target
  package var standing: Standing
  package var interval: Duration
  /// When the newest good scrape came; nil before the first.
  package var answered: Moment?
  package var nextScrape: Moment?
  /// Requests a second, and those of them that ended in a server's error; nil where that is not known.
  package var perSecond: Double?
  package var errorsPerSecond: Double?
  /// Whether an alert about them is on.
  package var isFailing = false
  /// The observations by bucket, and over how long.
  package var increases: BucketIncreases?
  package var covered: Duration
  /// The 99th percentile, seconds.
  package var p99: Double?
  package var saturation: Double?
  /// Jobs pending in all queues.
  package var pending: Double?

  /// Of an instance that has not answered yet.
  init(target: Target, standing: Standing, interval: Duration) {
    self.target = target
    self.standing = standing
    self.interval = interval
    covered = .zero
  }

  package init(_ reading: Reading) {
    target = reading.target
    standing = reading.standing
    interval = reading.interval
    answered = reading.age.map { reading.at - $0 }
    nextScrape = reading.nextScrape
    if let traffic = reading.traffic.value {
      perSecond = traffic.total
      errorsPerSecond = traffic.perSecond[Traffic.Class.serverError.rawValue]
    }
    isFailing = reading.severity(of: "errors") >= .warning
    let latency = reading.latency.value
    increases = latency?.increases
    covered = reading.covered
    p99 = latency?.percentiles.last?.seconds
    saturation = reading.pool.value?.saturation
    pending = reading.queues.value.map { $0.reduce(0) { $0 + $1.pending } }
  }

  /// Server errors among all requests, 0…1; nil without traffic.
  package var errorShare: Double? {
    guard let perSecond, let errorsPerSecond, perSecond > 0 else { return nil }
    return errorsPerSecond / perSecond
  }

  package func isStale(at moment: Moment) -> Bool {
    Reading.isStale(
      age: answered.map { moment - $0 }, interval: interval, standing: standing, nextScrape: nextScrape,
      at: moment)
  }
}
