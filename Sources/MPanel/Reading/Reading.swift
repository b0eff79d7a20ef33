import Telemetry

/// All that mptop knows of one instance at one moment: what every view draws and every export encodes.
///
/// Live, paused and rewound screens are readings at different moments; text and JSON cannot disagree.
package struct Reading: Sendable {
  package var target: Target
  package var at: Moment
  /// The sliding window that rates and percentiles rest on.
  package var window: Duration
  /// How much of the window there are scrapes of: less than all of it in the first minute.
  package var covered: Duration
  /// How often the metrics are asked for.
  package var interval: Duration
  package var standing: Standing
  /// How old the newest good scrape is; nil before the first.
  package var age: Duration?
  /// When the next scrape is due, as far as the scraper said.
  package var nextScrape: Moment?
  package var identity: Identity
  package var latency: Measured<Latency>
  package var traffic: Measured<Traffic>
  package var pool: Measured<Pool>
  package var queues: Measured<[Queue]>
  package var breakers: Measured<[Breaker]>
  package var probes: [Probe]
  package var cost: Cost
  /// What the rules are met by, raised or about to be, worst first.
  package var alerts: [Alert]
  package var rules: AlertRules
  /// When it was last seen to have been restarted.
  package var restarted: Moment?
  /// What is less safe than it should be in how it is asked.
  package var cautions: [Caution] = []
  /// When the certificate ends that was shown last, Unix seconds; nil without TLS.
  package var certificateEnds: Double?
  /// What the endpoints say, side by side.
  package var testimony = Testimony()
  package var trail: Trail
  /// Whether ``at`` is a moment that was gone back to.
  package var isPast = false
  /// What the operator marked, for charts to show; as the program knows it, not the instance.
  package var marks: [TimeMark] = []
  /// Seconds that the operator's time was ahead of UTC when the process began.
  package var offsetAtStart = 0
  /// What only single views show; nil where no such view asked for it.
  package var runtime: Runtime?
  package var business: Business?
  package var security: Security?

  /// Whether what is shown is older than two intervals, or than the scraper's own plan, and has to look old.
  package var isStale: Bool {
    Reading.isStale(age: age, interval: interval, standing: standing, nextScrape: nextScrape, at: at)
  }

  static func isStale(
    age: Duration?, interval: Duration, standing: Standing, nextScrape: Moment?, at: Moment
  ) -> Bool {
    guard let age else { return true }
    // A page under a rate limit, or slow to make, is asked for less often: then the plan says what is late.
    if standing.condition.isAnswering, let nextScrape, at < nextScrape + interval { return false }
    return age > interval + interval + .seconds(1)
  }
}
