import Exposition
import Telemetry

extension Bindings {
  /// The series that together are one counter: labels that mean nothing to mptop are added up.
  package struct CountedSeries: Sendable {
    package var key: CounterMemory.Key
    package var slots: [Int]
  }

  /// The counters that are remembered, and of histograms the part that is: how often, or how long.
  private static let remembered: [(signal: Signal, part: String)] = [
    (.userTime, ""), (.systemTime, ""), (.collections, "_sum"), (.signups, ""), (.revenue, ""),
    (.invoices, ""),
    (.provisioning, "_count"), (.emails, ""), (.sms, ""), (.rateLimitHits, ""), (.authFailures, ""),
    (.webhooks, ""),
  ]

  static func counted(_ history: History) -> [CountedSeries] {
    remembered.flatMap { folded(series(of: $0.signal, part: $0.part, in: history)) }
  }

  /// So many counters of one signal are told apart.
  private static let mostApart = 200
  /// What all others of them are called together: a sum that left them out would be wrong.
  static let others = "all others"

  private static func folded(_ series: [CountedSeries]) -> [CountedSeries] {
    guard series.count > mostApart, let first = series.first else { return series }
    let labels = [others] + [String](repeating: "", count: max(first.key.labels.count - 1, 0))
    let rest = CountedSeries(
      key: CounterMemory.Key(first.key.signal, labels), slots: series.dropFirst(mostApart).flatMap(\.slots))
    return series.prefix(mostApart) + [rest]
  }

  /// The series of a signal by the values of its labels, in the order of the page.
  static func series(of signal: Signal, part: String = "", in history: History) -> [CountedSeries] {
    guard let row = SignalTable.row(signal) else { return [] }
    let slots =
      row.names.lazy.map { Self.slots(ofSample: $0.family + part, in: history) }.first { !$0.isEmpty } ?? []
    var found: [CountedSeries] = []
    var places: [[String]: Int] = [:]
    for slot in slots {
      let labels = history.labels(of: slot)
      let key = row.dimensions.map { Self.value(of: $0, in: labels) ?? "" }
      if let place = places[key] {
        found[place].slots.append(slot)
      } else {
        places[key] = found.count
        found.append(CountedSeries(key: CounterMemory.Key(signal, key), slots: [slot]))
      }
    }
    return found
  }

  /// What one signal stands at, by the value of its one label, in the order of the page.
  static func levels(
    of signal: Signal, part: String = "", in history: History, at: Moment
  ) -> [(name: String, value: Double)] {
    series(of: signal, part: part, in: history).compactMap { series in
      let values = series.slots.compactMap { history.value($0, at: at) }.filter(amounts.contains)
      return values.isEmpty ? nil : (series.key.labels.first ?? "", values.reduce(0, +))
    }
  }

  /// The increases of a histogram over a window.
  struct Observed: Sendable {
    var name: String
    var buckets: BucketIncreases
    /// nil where the sum fell and the counts did not: the clock was set back.
    var sum: Double?
    /// The upper bound of the highest bucket that anything fell into; nil without an observation.
    var highest: Double?

    var mean: Double? { buckets.count > 0 ? sum.map { $0 / buckets.count } : nil }
  }

  /// The increases of a histogram's buckets over a window, by the value of its one label.
  static func increases(of signal: Signal, in history: History, at: Moment, window: Duration) -> [Observed] {
    guard let row = SignalTable.row(signal), let dimension = row.dimensions.first else { return [] }
    var bounds: [String: [Double: [Int]]] = [:]
    let buckets =
      row.names.lazy.map { slots(ofSample: $0.family + "_bucket", in: history) }.first { !$0.isEmpty } ?? []
    for slot in buckets {
      let labels = history.labels(of: slot)
      guard let bound = bound(labels) else { continue }
      bounds[value(of: dimension, in: labels) ?? "", default: [:]][bound, default: []].append(slot)
    }
    return series(of: signal, part: "_sum", in: history).map { series in
      let name = series.key.labels.first ?? ""
      let sorted = (bounds[name] ?? [:]).sorted { $0.key < $1.key }
      // Extrapolation stretches each bucket by itself, so that which one the last fell into is asked without it.
      let seen = sorted.map {
        history.increase(slots: $0.value, at: at, window: window, extrapolates: false)
      }
      let isSetBack = history.wasClockSetBack(
        sums: series.slots, counts: sorted.last?.value ?? [], at: at, window: window)
      return Observed(
        name: name,
        buckets: BucketIncreases(
          bounds: sorted.map(\.key),
          cumulative: sorted.map { history.increase(slots: $0.value, at: at, window: window) }),
        sum: isSetBack ? nil : history.increase(slots: series.slots, at: at, window: window),
        highest: seen.last.flatMap { all in
          all > 0 ? zip(sorted, seen).first { $0.1 >= all }?.0.key : nil
        })
    }
  }
}
