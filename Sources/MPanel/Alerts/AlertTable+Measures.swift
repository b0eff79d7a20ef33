import Telemetry

/// What each rule of the table looks at. nil is "not known now", an empty list "nothing there that could be bad".
extension AlertTable {
  /// Of what a page has no more, such as the breakers of the process before, nothing is left to be held.
  private static func sightings<Value>(
    _ measured: Measured<Value>, _ make: (Value) -> [AlertSighting]
  ) -> [AlertSighting]? {
    switch measured {
    case .success(let value): make(value)
    case .failure(let absence): absence.isOfPage ? [] : nil
    }
  }

  @Sendable static func breakers(_ reading: Reading) -> [AlertSighting]? {
    sightings(reading.breakers) { breakers in
      breakers.map { breaker in
        let value = breaker.state?.isOpen == true ? 1 : breaker.state == .halfOpen ? 0.5 : 0
        return AlertSighting(
          breaker.name, value: value,
          words:
            "\(breaker.name) \(breaker.state?.word ?? "?\(AlertUnit.count.words(breaker.unknownValue ?? 0))")"
        )
      }
    }
  }

  @Sendable static func waiting(_ reading: Reading) -> [AlertSighting]? {
    sightings(reading.pool) { pool in
      pool.waiting.map { waiting in
        [AlertSighting(value: waiting, words: "\(AlertUnit.count.words(waiting)) waiting for the pool")]
      } ?? []
    }
  }

  @Sendable static func pool(_ reading: Reading) -> [AlertSighting]? {
    sightings(reading.pool) { pool in
      [AlertSighting(value: pool.saturation, words: "pool \(AlertUnit.share.words(pool.saturation))")]
    }
  }

  /// Whether what was said of rates holds no longer: nothing of it is on the page, or several processes answer, which an
  /// alert of its own says.
  private static func endsRates(_ absence: Absence) -> Bool {
    absence.isOfPage || absence == .severalProcesses
  }

  /// Fewer failures than this in the window are chance.
  private static let fewestErrors = 4.5

  @Sendable static func errors(_ reading: Reading) -> [AlertSighting]? {
    guard let traffic = reading.traffic.value else {
      return reading.traffic.absence.map(endsRates) == true ? [] : nil
    }
    let failed = traffic.perSecond[Traffic.Class.serverError.rawValue] * reading.covered.seconds
    let share = failed >= fewestErrors ? traffic.errorShare ?? 0 : 0
    return [AlertSighting(value: share, words: "\(AlertUnit.share.words(share)) errors")]
  }

  /// A percentile of fewer requests is the slowest one or two of them, which is chance. A quiet instance has the 95th.
  private static func fewestRequests(_ quantile: Double) -> Double { quantile < 0.97 ? 19.5 : 299.5 }

  @Sendable static func percentile(_ quantile: Double, in reading: Reading) -> [AlertSighting]? {
    if let absence = reading.latency.absence, absence == .noTraffic || endsRates(absence) { return [] }
    guard let latency = reading.latency.value,
      let percentile = latency.percentiles.first(where: { $0.quantile == quantile })
    else { return nil }
    guard latency.requests >= fewestRequests(quantile) else { return [] }
    let figure = AlertUnit.seconds.words(percentile.seconds)
    return [
      AlertSighting(
        value: percentile.seconds, words: "\(percentile.name) \(percentile.isBeyond ? ">" : "")\(figure)")
    ]
  }

  @Sendable static func eventLoop(_ reading: Reading) -> [AlertSighting]? {
    reading.identity.eventLoopLag.map { lag in
      [AlertSighting(value: lag, words: "loop lag \(AlertUnit.seconds.words(lag))")]
    }
  }

  /// The growth of a short queue is no backlog.
  private static let shortQueue = 10.0

  @Sendable static func queueGrowth(_ reading: Reading) -> [AlertSighting]? {
    sightings(reading.queues) { queues in
      queues.compactMap { queue in
        guard let perMinute = queue.perMinute else { return nil }
        return AlertSighting(
          queue.name, value: queue.pending >= shortQueue ? perMinute : 0,
          words: "\(queue.name) \(AlertUnit.perMinute.words(perMinute))")
      }
    }
  }

  @Sendable static func queueDepth(_ reading: Reading) -> [AlertSighting]? {
    sightings(reading.queues) { queues in
      queues.map {
        AlertSighting(
          $0.name, value: $0.pending, words: "\($0.name) \(AlertUnit.count.words($0.pending)) pending")
      }
    }
  }

  @Sendable static func memory(_ reading: Reading) -> [AlertSighting]? {
    reading.identity.residentBytes.map { bytes in
      let megabytes = bytes / 1_048_576
      return [AlertSighting(value: megabytes, words: "memory \(AlertUnit.megabytes.words(megabytes))")]
    }
  }

  @Sendable static func openFiles(_ reading: Reading) -> [AlertSighting]? {
    reading.identity.shareOfFiles.map { share in
      [AlertSighting(value: share, words: "open files \(AlertUnit.share.words(share))")]
    }
  }

  @Sendable static func certificate(_ reading: Reading) -> [AlertSighting]? {
    guard let ends = reading.certificateEnds else { return [] }
    let days = (ends - reading.at.unixSeconds) / 86_400
    let words =
      days < 0 ? "the certificate has ended" : "the certificate ends in \(AlertUnit.days.words(days))"
    return [AlertSighting(value: days, words: words)]
  }

  @Sendable static func severalProcesses(_ reading: Reading) -> [AlertSighting]? {
    if case .severalProcesses = reading.traffic.absence {
      return [AlertSighting(value: 1, words: "several processes behind this address")]
    }
    return []
  }

  static func words(_ standing: Standing, where condition: Condition) -> String? {
    guard standing.condition == condition else { return nil }
    return standing.reason.isEmpty ? condition.word : "\(condition.word), \(standing.reason)"
  }
}
