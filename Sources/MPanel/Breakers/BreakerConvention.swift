import Exposition

/// How a family tells what circuit breakers do.
///
/// The number 1 means OPEN in one convention and HALF-OPEN in another under the very same name: the operator's own
/// order decides, then the family's HELP where it says one, then mPanel's documented 0 closed, 1 open, 2 half-open.
package enum BreakerConvention: Sendable, Hashable {
  /// A number a state.
  case numbered(BreakerOrder)
  /// One series a state, of which the one with value 1 holds; the state is in this label.
  case oneHot(label: String)
  /// 1 is open, 0 is closed.
  case flag
  /// Envoy's flags, several a breaker: 1 is at that limit.
  case limit(String)
  /// Counters of what happened, named by this label; the state is that of the event that came last.
  case events(label: String)
  /// Counters of time spent or of requests met in each state, named by this label; the one that rises holds.
  case rising(label: String)
  /// A counter of how often it opened, which tells of what a gauge has missed.
  case openings

  /// The labels that may hold a breaker's name, in the order in which they are looked for.
  package static let nameLabels = [
    "service", "name", "circuit_name", "circuit", "provider", "upstream", "endpoint", "target", "client",
    "breaker", "circuitbreaker", "device_id", "method", "envoy_cluster_name", "command_name", "pipeline_name",
    "strategy_name",
  ]

  private static let stems = ["circuit_breaker", "circuitbreaker", "circuit", "cb"]

  /// The convention of a family, or nil where it says nothing of breakers.
  ///
  /// - Parameters:
  ///   - labels: the label names of one of its series.
  ///   - order: the operator's own, which is believed before the HELP.
  package init?(
    family: String, type: MetricType, help: String, labels: [String], order: BreakerOrder? = nil
  ) {
    let name = family.lowercased()
    if let limit = Self.envoyLimit(name) {
      self = .limit(limit)
      return
    }
    let isCounter = type == .counter || ([.untyped, .unknown].contains(type) && name.hasSuffix("_total"))
    let found = isCounter ? Self.counter(name, labels) : Self.gauge(family, name, help, labels, order)
    guard let found else { return nil }
    self = found
  }

  /// `envoy_cluster_circuit_breakers_default_rq_pending_open`: `rq_pending`, and which priority where not the usual.
  private static func envoyLimit(_ name: String) -> String? {
    let prefix = "envoy_cluster_circuit_breakers_"
    guard name.hasPrefix(prefix), name.hasSuffix("_open") else { return nil }
    let middle = name.dropFirst(prefix.count).dropLast("_open".count)
    return middle.hasPrefix("default_") ? String(middle.dropFirst("default_".count)) : String(middle)
  }

  private static func gauge(
    _ family: String, _ name: String, _ help: String, _ labels: [String], _ order: BreakerOrder?
  ) -> BreakerConvention? {
    let isState = ends(name, with: ["_state", "_status", ""])
    let isFlag = ends(name, with: ["_open"])
    guard isState || isFlag else { return nil }
    if labels.contains(family) { return .oneHot(label: family) }
    if labels.contains("state") { return .oneHot(label: "state") }
    // `hystrix_command_is_circuit_breaker_open`: what "is" asks is answered by yes and no.
    if isFlag { return .flag }
    return .numbered(order ?? BreakerOrder(help: help) ?? .documented)
  }

  private static func counter(_ name: String, _ labels: [String]) -> BreakerConvention? {
    let bare = name.hasSuffix("_total") ? String(name.dropLast("_total".count)) : name
    if labels.contains("event_name"), bare.hasSuffix("polly_strategy_events") {
      return .events(label: "event_name")
    }
    if labels.contains("event"), ends(bare, with: ["", "_counter", "_events"]) {
      return .events(label: "event")
    }
    if ends(bare, with: ["_transitions", "_state_transitions", "_state_changes"]) {
      return ["to", "to_state", "new_state"].first { labels.contains($0) }.map { .events(label: $0) }
    }
    if labels.contains("state"), ends(bare, with: ["_state", "_requests", "_calls"]) {
      return .rising(label: "state")
    }
    return ends(bare, with: ["_opened", "_opens", "_open", "_trips", "_tripped"]) ? .openings : nil
  }

  /// Whether `name` is `[…_]circuit_breaker` and one of `suffixes`.
  private static func ends(_ name: String, with suffixes: [String]) -> Bool {
    suffixes.contains { suffix in
      guard name.hasSuffix(suffix) else { return false }
      let head = name.dropLast(suffix.count)
      return stems.contains { stem in
        guard head.hasSuffix(stem) else { return false }
        let before = head.dropLast(stem.count)
        return before.isEmpty || before.hasSuffix("_")
      }
    }
  }
}
