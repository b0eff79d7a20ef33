import Exposition
import Telemetry

/// Which series of one target's history carry which signal: ``SignalTable`` applied to what it exports.
///
/// Made anew only when the set of series changes; a steady scrape costs nothing here. Then, too, the series of requests,
/// which are nearly all where there are thousands, are only added to.
package struct Bindings: Sendable {
  private var requests = Requests()
  /// The one series of each signal that has no dimension.
  package private(set) var single: [Signal: Int] = [:]
  package private(set) var queues: [QueueSeries] = []
  package private(set) var breakers: [BreakerSeries] = []
  /// What of all this there is too much of.
  package private(set) var excess = Excess()
  package private(set) var nodeVersion: String?
  package private(set) var dialect: Dialect?
  /// The counters that are remembered.
  package private(set) var counted: [CountedSeries] = []
  /// The full names of exported families by signal, for saying what exists but has no series.
  package private(set) var declared: [Signal: String] = [:]

  package struct QueueSeries: Sendable {
    package var queue: String
    package var jobState: String
    package var slot: Int
  }

  /// Whether the page has anything that only an mPanel exports.
  package var isMPanel: Bool {
    declared[.requests] != nil || declared[.requestDuration] != nil || declared[.poolTotal] != nil
      || declared[.queueDepth] != nil
  }

  package init() {}

  /// - Parameter earlier: those of the same history before, to which is added.
  package init(_ history: History, breakerOrder: BreakerOrder? = nil, addingTo earlier: Bindings = Bindings())
  {
    requests = earlier.requests
    requests.update(history)
    var families: [String: Family] = [:]
    for family in history.families { families[family.name] = family }
    let undeclared = Set(history.undeclaredNames)
    for row in SignalTable.rows {
      let names = row.names.lazy.map(\.family)
      declared[row.signal] =
        names.compactMap { Self.spelling(of: $0, in: families) }.first
        ?? names.compactMap { Self.spelling(of: $0, in: undeclared) }.first
    }
    for row in SignalTable.rows where row.dimensions.isEmpty {
      single[row.signal] = row.names.lazy.compactMap { Self.slots(of: $0, in: history).first }.first
    }
    bindQueues(history)
    let known = Self.breakers(history, order: breakerOrder)
    breakers = known.series
    declared[.breakerState] = declared[.breakerState] ?? known.family
    excess = Excess(breakers: known.leftOut, bounds: requests.buckets.leftOutCount)
    if let row = SignalTable.row(.nodeVersion), let name = row.names.first {
      nodeVersion = Self.slots(of: name, in: history).first.flatMap {
        Self.value(of: .version, in: history.labels(of: $0))
      }
    }
    counted = Self.counted(history)
    dialect = Self.dialect(history, declared: declared)
  }

  // MARK: - Requests

  /// The route of every scrape, on every build: nobody's work, whoever scrapes (Q11).
  static let scrapeRoutes: Set<String> = [Endpoint.metrics.path, Endpoint.legacyMetricsPath]
  static let probeRoutes: Set<String> = [Endpoint.health.path, Endpoint.ready.path]

  /// The upper bounds of the buckets, ascending, the last being infinite.
  package var bounds: [Double] { requests.bounds }
  /// The requests of others to anything but the probes.
  package var work: Requests.Kind { requests.work }
  /// Requests to `/api/health` and `/api/ready`: those of others count, mptop's own do not.
  package var probes: Requests.Kind { requests.probes }

  /// The upper bound of a bucket; nil where it has none that is a number.
  static func bound(_ labels: [Label]) -> Double? {
    labels.first { $0.name == "le" }.flatMap { DecimalNumber.value(ofText: $0.value) }
      .flatMap { $0.isNaN ? nil : $0 }
  }

  // MARK: - Queues

  private mutating func bindQueues(_ history: History) {
    guard let family = SignalTable.row(.queueDepth)?.names.first?.family else { return }
    for slot in Self.slots(ofSample: family, in: history) {
      let labels = history.labels(of: slot)
      guard let queue = Self.value(of: .queue, in: labels) else { continue }
      queues.append(
        QueueSeries(
          queue: queue, jobState: Self.value(of: .jobState, in: labels) ?? "pending", slot: slot))
    }
  }

  // MARK: - Names

  /// The series of a sample name in either spelling: as it is, else with mPanel's prefix.
  static func slots(ofSample name: String, in history: History) -> [Int] {
    let plain = history.slots(ofSample: name)
    return plain.isEmpty ? history.slots(ofSample: SignalName.prefix + name) : plain
  }

  static func slots(of name: SignalName, in history: History) -> [Int] {
    let slots = slots(ofSample: name.family, in: history)
    guard let selecting = name.selecting else { return slots }
    return slots.filter { slot in
      history.labels(of: slot).contains { $0.name == selecting.label && $0.value == selecting.value }
    }
  }

  private static func spelling(of name: String, in families: [String: Family]) -> String? {
    [name, SignalName.prefix + name].first { families[$0] != nil }
  }

  /// A page without types and helps, as some proxies pass it on, declares what it has series of.
  private static func spelling(of name: String, in undeclared: Set<String>) -> String? {
    guard !undeclared.isEmpty else { return nil }
    return [name, SignalName.prefix + name].first { spelling in
      ["", "_bucket", "_count"].contains { undeclared.contains(spelling + $0) }
    }
  }

  package static func value(of dimension: Dimension, in labels: [Label]) -> String? {
    for name in dimension.labels {
      if let label = labels.first(where: { $0.name == name }) { return label.value }
    }
    return nil
  }

  private static func dialect(_ history: History, declared: [Signal: String]) -> Dialect? {
    guard let name = declared[.requests] ?? declared[.requestDuration] else { return nil }
    if name.hasPrefix(SignalName.prefix) { return .prefixed }
    // The first build and the document use one set of names; only the first build has this one.
    return declared[.inFlight] == "active_connections" ? .legacy : .documented
  }
}
