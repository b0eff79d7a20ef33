import Telemetry

/// What mptop has seen of the counters that the runtime, business and security views show.
package struct CounterMemory: Sendable {
  /// One counter: a signal and the values of its labels.
  package struct Key: Sendable, Hashable {
    package var signal: Signal
    /// In the order of the signal's dimensions.
    package var labels: [String]

    package init(_ signal: Signal, _ labels: [String] = []) {
      self.signal = signal
      self.labels = labels
    }
  }

  private var pasts: [Key: CounterPast] = [:]
  private var order: [Key] = []
  private var lastScrape: Moment?
  /// The first scrape: what counts are since.
  package private(set) var since: Moment?

  /// A server that invents labels without end gets this many of each signal and no more, so that paths which a scanner
  /// makes up cost the signups nothing.
  private static let mostKeys = 256
  private var counts: [Signal: Int] = [:]

  package init() {}

  /// Takes in how much each counter rose since the scrape before.
  mutating func note(
    _ counted: [Bindings.CountedSeries], _ history: History, at: Moment, keeping most: Int
  ) {
    if since == nil { since = at }
    for series in counted {
      if pasts[series.key] == nil {
        guard counts[series.key.signal, default: 0] < CounterMemory.mostKeys else { continue }
        counts[series.key.signal, default: 0] += 1
        pasts[series.key] = CounterPast(since: lastScrape ?? at)
        order.append(series.key)
      }
      guard let lastScrape else { continue }
      let amount = history.lastIncrease(slots: series.slots)
      if amount > 0 { pasts[series.key]?.rose(by: amount, after: lastScrape, at: at, keeping: most) }
    }
    lastScrape = at
  }

  /// A scrape failed, or the process began anew.
  mutating func missed() {
    for key in order { pasts[key]?.missed() }
  }

  package func past(of key: Key) -> CounterPast? { pasts[key] }

  /// The counters of a signal, in the order in which they were first seen.
  package func keys(of signal: Signal) -> [Key] { order.filter { $0.signal == signal } }

  /// Several counters as one, a second over each stretch of a chart.
  package func rates(of signals: [Signal], _ stretches: [Trail.Stretch?]) -> [Double?] {
    let rows = order.filter { signals.contains($0.signal) }.compactMap { pasts[$0]?.rates(stretches) }
    return stretches.indices.map { column in
      let known = rows.compactMap { $0[column] }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
  }
}
