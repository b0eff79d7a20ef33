import Telemetry

/// Counters of things that happen now and then, from what the page says and from what was remembered.
extension Bindings {
  func tallies(
    of signal: Signal, _ memory: CounterMemory, _ history: History, at: Moment, window: Duration
  ) -> Measured<[Tally]> {
    let keys = memory.keys(of: signal)
    guard !keys.isEmpty else { return .failure(absence(of: signal, declared: declared)) }
    var slots: [CounterMemory.Key: [Int]] = [:]
    for series in counted where series.key.signal == signal { slots[series.key] = series.slots }
    let covered = history.covered(at: at, window: window)
    let hasRate = history.hasTwoScrapes(at: at, window: covered) && history.severalProcesses == nil
    return .success(
      keys.compactMap { key in
        guard let past = memory.past(of: key), past.since <= at else { return nil }
        let own = slots[key] ?? []
        let values = own.compactMap { history.value($0, at: at) }.filter { !$0.isNaN }
        let watchedFor = at - past.since
        return Tally(
          labels: key.labels, total: values.isEmpty ? nil : values.reduce(0, +), watched: past.sum(at: at),
          inWindow: past.found(from: at - window, to: at),
          perMinute: watchedFor >= .seconds(60) ? past.sum(at: at) / watchedFor.seconds * 60 : nil,
          inHour: past.inHour(at: at),
          perSecond: hasRate
            ? max(history.increase(slots: own, at: at, window: covered), 0) / covered.seconds : nil,
          lastAgo: past.lastRise(at: at).map { at - $0 }, unusualQuiet: past.unusualQuiet(at: at),
          burst: past.burst(at: at), past: past)
      })
  }

  /// Tallies whose last label is what became of them, by what comes before.
  func deliveries(
    of signal: Signal, _ memory: CounterMemory, _ history: History, at: Moment, window: Duration
  ) -> Measured<[Delivery]> {
    tallies(of: signal, memory, history, at: at, window: window).map { tallies in
      var found: [Delivery] = []
      for tally in tallies {
        let name = tally.labels.dropLast().joined(separator: " ")
        if let place = found.firstIndex(where: { $0.name == name }) {
          found[place].tallies.append(tally)
        } else {
          found.append(Delivery(name: name, tallies: [tally]))
        }
      }
      return found
    }
  }

  func provisioning(
    _ memory: CounterMemory, _ history: History, at: Moment, window: Duration
  ) -> Measured<[Business.Provisioning]> {
    let long = history.covered(at: at, window: max(window, Business.Provisioning.leastWindow))
    let increases = Bindings.increases(of: .provisioning, in: history, at: at, window: long)
    return tallies(of: .provisioning, memory, history, at: at, window: window).map { tallies in
      tallies.map { tally in
        let own = increases.first { $0.name == tally.name }
        let percentiles = Business.Provisioning.quantiles.compactMap { quantile in
          own?.buckets.quantile(quantile).map {
            Percentile(quantile: quantile, seconds: $0.value, lower: $0.lower, upper: $0.upper)
          }
        }
        let count = own?.buckets.count ?? 0
        return Business.Provisioning(
          tally: tally, percentiles: percentiles,
          mean: own?.mean,
          count: count, covered: long)
      }
    }
  }
}
