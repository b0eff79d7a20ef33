import Telemetry

/// The figures of a reading, from the series that carry them.
extension Bindings {
  /// What gauges can say: none of them can be less than nothing, and nothing has a petabyte or as many jobs. What says
  /// so says nothing.
  static let amounts = 0.0...1e15

  /// What the one series of a signal stands at.
  func amount(_ signal: Signal, _ history: History, at: Moment) -> Double? {
    single[signal].flatMap { history.value($0, at: at) }.flatMap { Bindings.amounts.contains($0) ? $0 : nil }
  }

  /// - Parameter own: how many of the window's probes were mptop's own.
  package func latency(_ history: History, at: Moment, window: Duration, own: Int) -> Measured<Latency> {
    guard let family = declared[.requestDuration] else { return .failure(absence(of: .requestDuration)) }
    guard !bounds.isEmpty else { return .failure(.noSeries(family: family)) }
    guard history.hasTwoScrapes(at: at, window: window) else { return .failure(.firstScrape) }
    let share = shareOfOthers(
      own: own,
      counted: history.increase(slots: probes.buckets.last ?? [], at: at, window: window, extrapolates: false)
    )
    func increase(_ work: [Int], _ probes: [Int]) -> Double {
      history.increase(slots: work, at: at, window: window)
        + (share > 0 ? share * history.increase(slots: probes, at: at, window: window) : 0)
    }
    let increases = BucketIncreases(
      bounds: bounds, cumulative: zip(work.buckets, probes.buckets).map { increase($0, $1) })
    let percentiles = Latency.percentiles(of: increases)
    guard increases.count > 0, percentiles.count == Latency.quantiles.count else {
      return .failure(.noTraffic)
    }
    let counts = (work.buckets.last ?? []) + (probes.buckets.last ?? [])
    let isKnown =
      !work.sums.isEmpty
      && !history.wasClockSetBack(sums: work.sums + probes.sums, counts: counts, at: at, window: window)
    return .success(
      Latency(
        percentiles: percentiles, mean: isKnown ? increase(work.sums, probes.sums) / increases.count : nil,
        requests: increases.count, increases: increases))
  }

  package func traffic(_ history: History, at: Moment, window: Duration, own: Int) -> Measured<Traffic> {
    guard declared[.requests] != nil else { return .failure(absence(of: .requests)) }
    guard history.hasTwoScrapes(at: at, window: window) else { return .failure(.firstScrape) }
    let seconds = window.seconds
    let counted = history.increase(
      slots: Array(probes.classes.joined()), at: at, window: window, extrapolates: false)
    let share = shareOfOthers(own: own, counted: counted)
    let perSecond = zip(work.classes, probes.classes).map { work, probes in
      let increase =
        history.increase(slots: work, at: at, window: window)
        + (share > 0 ? share * history.increase(slots: probes, at: at, window: window) : 0)
      return max(increase, 0) / seconds
    }
    return .success(
      Traffic(perSecond: perSecond, inFlight: amount(.inFlight, history, at: at)))
  }

  /// What part of the probes that were counted is others'. Which bucket an own one fell into cannot be known, so it is
  /// taken out of all in proportion.
  func shareOfOthers(own: Int, counted: Double) -> Double {
    counted > 0 ? max(1 - Double(own) / counted, 0) : 0
  }

  /// Requests since the scrape before, by class and in each bucket by itself, without mptop's own.
  package func lastRequests(_ history: History, own: Int) -> (classes: [Double], buckets: [Double]) {
    let share = shareOfOthers(own: own, counted: history.lastIncrease(slots: Array(probes.classes.joined())))
    func increases(_ work: [[Int]], _ probes: [[Int]]) -> [Double] {
      zip(work, probes).map { work, probes in
        history.lastIncrease(slots: work) + (share > 0 ? share * history.lastIncrease(slots: probes) : 0)
      }
    }
    let cumulative = increases(work.buckets, probes.buckets)
    // The page's buckets are cumulative over `le`.
    let single = cumulative.indices.map { max(cumulative[$0] - ($0 > 0 ? cumulative[$0 - 1] : 0), 0) }
    return (increases(work.classes, probes.classes), single)
  }

  package func pool(_ history: History, at: Moment) -> Measured<Pool> {
    func number(_ signal: Signal) -> Double? { amount(signal, history, at: at) }
    guard let total = number(.poolTotal), let active = number(.poolActive) else {
      guard let family = declared[.poolTotal] ?? declared[.poolActive] else {
        return .failure(absence(of: .poolTotal))
      }
      return .failure(.noSeries(family: family))
    }
    let waiting = number(.poolWaiting)
    guard total > 0 || active > 0 || (waiting ?? 0) > 0 else {
      return .failure(.stuckAtZero(family: declared[.poolTotal] ?? "the pool gauge"))
    }
    // mPanel's saturation gauge is total over the most allowed, whatever its HELP says.
    let most = number(.poolSaturation).flatMap { $0 > 0 ? (total / $0).rounded() : nil }.flatMap {
      $0.isFinite ? $0 : nil
    }
    return .success(
      Pool(
        total: total, active: active, idle: number(.poolIdle) ?? max(total - active, 0), waiting: waiting,
        most: most))
  }

  /// When the pool will be full, from the last three levels that the server showed: it looks only every 30 s, so a
  /// line through our samples would follow its steps, not its slope. nil where these did not rise one after another.
  package func timeToFull(_ pool: Pool, _ history: History, at: Moment) -> Duration? {
    guard let slot = single[.poolActive], pool.saturation < 1 else { return nil }
    var levels: [Sample] = []
    for sample in history.samples(slot, at: at, window: .seconds(300))
    where levels.last?.value != sample.value {
      levels.append(sample)
    }
    guard levels.count >= 3, let newest = levels.last else { return nil }
    let (oldest, middle) = (levels[levels.count - 3], levels[levels.count - 2])
    guard oldest.value < middle.value, middle.value < newest.value, newest.seconds > oldest.seconds else {
      return nil
    }
    let perSecond = (newest.value - oldest.value) / (newest.seconds - oldest.seconds)
    let left = (max(pool.most ?? 0, pool.total) - newest.value) / perSecond
    return .held(seconds: max(left - (at.seconds - newest.seconds), 0))
  }

  package func queueDepths(_ history: History, at: Moment) -> Measured<[Queue]> {
    guard let family = declared[.queueDepth] else { return .failure(absence(of: .queueDepth)) }
    var found: [String: Queue] = [:]
    var order: [String] = []
    for series in queues {
      guard let depth = history.value(series.slot, at: at), Bindings.amounts.contains(depth) else { continue }
      var queue = found[series.queue] ?? Queue(name: series.queue, pending: 0)
      switch series.jobState {
      case "processing", "active": queue.processing = (queue.processing ?? 0) + depth
      case "failed": queue.failed = (queue.failed ?? 0) + depth
      // Done is done: it does not wait.
      case "completed", "done", "succeeded": break
      default: queue.pending += depth
      }
      if found.updateValue(queue, forKey: series.queue) == nil { order.append(series.queue) }
    }
    return order.isEmpty ? .failure(.noSeries(family: family)) : .success(order.compactMap { found[$0] })
  }

  package func queues(_ history: History, at: Moment, window: Duration) -> Measured<[Queue]> {
    let pending = Dictionary(
      queues.filter { $0.jobState == "pending" }.map { ($0.queue, $0.slot) },
      uniquingKeysWith: { first, _ in first })
    return queueDepths(history, at: at).map { depths in
      depths.map { queue in
        var queue = queue
        if let slot = pending[queue.name], let trend = history.trend(slot, at: at, window: window) {
          queue.perMinute = trend.perMinute
          if trend.perMinute < 0, queue.pending > 0 {
            queue.emptyIn = .held(seconds: queue.pending / -trend.perMinute * 60)
          }
        }
        return queue
      }
    }
  }

  /// Why there are no breakers.
  package var breakerAbsence: Absence {
    declared[.breakerState].map { .noSeries(family: $0) } ?? absence(of: .breakerState)
  }

  func absence(of signal: Signal) -> Absence {
    .notExported(SignalTable.row(signal)?.whenMissing ?? "not exported")
  }
}
