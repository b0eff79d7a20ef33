import Telemetry

/// What is known of an instance at a moment.
extension Watch {
  /// What is known at `at`, with rates and percentiles over `window`.
  package func reading(at: Moment, window: Duration) -> Reading {
    let age = lastGoodScrape.map { at - $0 }
    let now = lastGoodScrape ?? at
    let gone = missing
    let covered = history.covered(at: now, window: window)
    func measured<Value>(_ make: () -> Measured<Value>) -> Measured<Value> {
      gone.map { .failure($0) } ?? make()
    }
    let requests = requestBasis(window: window).map { basis in
      self.requests.flatMap { $0.isOf(basis) ? $0 : nil } ?? RequestFigures(basis, bindings, history)
    }
    return Reading(
      target: target, at: at, window: window, covered: covered, interval: interval, standing: standing,
      age: age,
      nextScrape: remembered?.nextScrape ?? reports[.metrics]?.nextScrape,
      identity: identity(at: at, window: covered),
      latency: requests?.latency ?? .failure(gone ?? .waiting),
      traffic: requests?.traffic ?? .failure(gone ?? .waiting),
      pool: measured { poolReading(at: at, now: now) },
      queues: measured { bindings.queues(history, at: now, window: window) },
      breakers: measured { breakerMemory.breakers(at: at, window: window, absence: bindings.breakerAbsence) },
      probes: Endpoint.allCases.compactMap { probe($0, at: at) },
      cost: cost,
      alerts: alertBook.alerts(rules), rules: rules, restarted: restarted,
      cautions: reports[.metrics]?.exchange.cautions ?? [],
      certificateEnds: reports[.metrics]?.exchange.certificateEnds, testimony: testimony,
      trail: trail,
      isPast: remembered != nil)
  }

  /// Why no figure is there at all; nil where the newest scrapes brought some.
  ///
  /// The last good figures stay on the screen, looking old, when scrapes begin to fail: this is for targets that
  /// never gave any.
  var missing: Absence? {
    guard lastGoodScrape == nil else { return nil }
    return reports[.metrics] == nil && remembered?.metrics == nil ? .waiting : .unreachable(standing.reason)
  }

  private func poolReading(at: Moment, now: Moment) -> Measured<Pool> {
    bindings.pool(history, at: now).map { pool in
      var pool = pool
      pool.unchangedFor = poolChanged.map { at - $0.at }
      pool.fullIn = bindings.timeToFull(pool, history, at: now)
      return pool
    }
  }

  /// What the newest good scrape took, and what is left of the rate limit.
  var cost: Cost {
    remembered?.cost
      ?? Cost(
        scrapeDuration: lastGoodExchange?.duration, pageBytes: lastGoodExchange?.bodyBytes,
        series: seriesCount, source: reports[.metrics]?.exchange.source, restraint: restraint,
        budget: (reports[.health] ?? reports[.ready])?.exchange.rateLimit)
  }

  private func probe(_ endpoint: Endpoint, at: Moment) -> Probe? {
    if endpoint == .metrics, let remembered, var probe = remembered.metrics {
      probe.age = at - remembered.metricsAt
      return probe
    }
    guard let report = reports[endpoint] else {
      guard endpoint != .live, target.source == nil || endpoint == .metrics else { return nil }
      return Probe(endpoint: endpoint, verdict: .unasked, words: "not asked yet")
    }
    return told(by: report, at: at)
  }

  /// What an answer comes to, also for what of its page there is no room.
  func told(by report: Report, at: Moment) -> Probe {
    var probe = Probe(report, at: at)
    if case .page = report.outcome, probe.verdict == .good, !bindings.excess.isEmpty {
      (probe.verdict, probe.words) = (.bad, "left out: \(bindings.excess.words)")
    }
    return probe
  }

  private func identity(at: Moment, window: Duration) -> Identity {
    let now = lastGoodScrape ?? at
    func number(_ signal: Signal) -> Double? {
      bindings.amount(signal, history, at: now)
    }
    var uptime: Duration?
    if let start = number(.startTime), start > 0, at.unixSeconds > start {
      uptime = .seconds(at.unixSeconds - start)
    } else if let seconds = health?.uptimeSeconds, let answered = reports[.health]?.at {
      uptime = .seconds(seconds) + (at - answered)
    }
    let isLoopSlow = alertBook.keys.keys.contains { $0.rule == "event-loop" }
    let asksProcessor = isLoopSlow && history.severalProcesses == nil
    return Identity(
      version: health?.version, node: bindings.nodeVersion ?? health?.nodeVersion, host: health?.hostname,
      dialect: bindings.dialect, uptime: uptime,
      residentBytes: number(.residentMemory) ?? health?.memoryRSSMegabytes.map { $0 * 1_048_576 },
      heapUsedBytes: number(.heapUsed) ?? health?.memoryHeapUsedMegabytes.map { $0 * 1_048_576 },
      eventLoopLag: bindings.eventLoop(history, at: now).value?.p99,
      shareOfFiles: bindings.shareOfFiles(history, at: now),
      processor: asksProcessor
        ? bindings.processor(history, at: now, window: window).value.map { $0.user + $0.system } : nil)
  }
}
