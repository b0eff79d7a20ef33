import MPanel

/// A figure that `mptop check` gives and that a threshold can be set for.
package struct CheckMeasure: Sendable {
  /// As `--warning NAME=RANGE` names it.
  package let name: String
  /// The unit of performance data: `s`, `%`, `B`, or none.
  package let unit: String
  package let words: String
  /// The alert whose thresholds hold where none is set, and which one that is set replaces.
  let rule: String?
  /// The lowest and highest that it can be.
  let bounds: (low: Double?, high: Double?)
  /// nil and the reason where it is not known.
  let value: @Sendable (Reading) -> Measured<Double>

  private init(
    _ name: String, _ unit: String, _ words: String, rule: String? = nil, low: Double? = 0,
    high: Double? = nil,
    _ value: @escaping @Sendable (Reading) -> Measured<Double>
  ) {
    self.name = name
    self.unit = unit
    self.words = words
    self.rule = rule
    bounds = (low, high)
    self.value = value
  }

  package static let all: [CheckMeasure] = [
    CheckMeasure("requests", "", "requests a second") { $0.traffic.map(\.total) },
    CheckMeasure("errors", "%", "answers with status 5xx among all", rule: "errors", high: 100) { reading in
      reading.traffic.flatMap { traffic in
        traffic.errorShare.map { .success($0 * 100) } ?? .failure(.noTraffic)
      }
    },
    percentile(0.5), percentile(0.9), percentile(0.95, rule: "latency-p95"),
    percentile(0.99, rule: "latency-p99"),
    CheckMeasure("pool", "%", "busy connections of the database pool", rule: "pool", high: 100) {
      $0.pool.map { $0.saturation * 100 }
    },
    CheckMeasure("waiting", "", "clients that wait for a connection", rule: "pool-waiting") { reading in
      reading.pool.flatMap { pool in
        pool.waiting.map { .success($0) } ?? .failure(.notExported("this build exports no waiting clients"))
      }
    },
    CheckMeasure("queued", "", "jobs that wait, in all queues together") {
      $0.queues.map { $0.reduce(0) { $0 + $1.pending } }
    },
    CheckMeasure("open-breakers", "", "breakers that are not closed", rule: "breaker") {
      $0.breakers.map { breakers in Double(breakers.count { $0.state != .closed }) }
    },
    CheckMeasure("loop-lag", "s", "99th percentile of the event loop's delay", rule: "event-loop") {
      reading in
      reading.identity.eventLoopLag.map { .success($0) }
        ?? .failure(.notExported("no event-loop lag is exported"))
    },
    CheckMeasure("memory", "B", "resident memory", rule: "memory") { reading in
      reading.identity.residentBytes.map { .success($0) }
        ?? .failure(.notExported("no resident memory is exported"))
    },
  ]

  private static func percentile(_ quantile: Double, rule: String? = nil) -> CheckMeasure {
    let percent = saturating(quantile * 100)
    return CheckMeasure(
      "p\(percent)", "s", "\(percent) of 100 requests are answered in this time", rule: rule
    ) { reading in
      reading.latency.flatMap { latency in
        guard let found = latency.percentiles.first(where: { $0.quantile == quantile }) else {
          return .failure(.noTraffic)
        }
        // Above the highest bound is more than on it.
        return .success(found.isBeyond ? found.seconds.nextUp : found.seconds)
      }
    }
  }

  package static func named(_ name: String) -> CheckMeasure? { all.first { $0.name == name } }

  /// The thresholds of its alert, in its own unit; nil where that has none or is off.
  func standard(_ level: Condition.Severity, _ rules: AlertRules) -> CheckRange? {
    guard let rule, rule != "breaker", let threshold = rules[rule]?.threshold(level) else { return nil }
    switch unit {
    case "%": return CheckRange(from: threshold.raise * 100)
    case "B": return CheckRange(from: threshold.raise * 1_048_576)
    default: return CheckRange(from: threshold.raise)
    }
  }
}
