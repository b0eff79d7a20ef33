import Drawing
import MPanel
import Telemetry

/// What rules ask of a reading, and the pieces that their sentences are made of.
struct Symptoms {
  let reading: Reading

  /// Whether an alert of a rule is on, at least as bad as this.
  func has(_ rule: String, _ least: Condition.Severity = .warning) -> Bool {
    reading.severity(of: rule) >= least
  }

  /// The words of an alert: `pool 85 %`, `p95 1.8 s`; nil where it is not on.
  func words(_ rule: String) -> String? { reading.alerts.first { $0.key.rule == rule }?.words }

  func all(_ rule: String) -> [Alert] { reading.alerts.filter { $0.key.rule == rule } }

  /// Since when something has been so, as `40 s`.
  func span(since moment: Moment) -> String { Figure.span(max((reading.at - moment).seconds, 0)) }

  var lasting: String { span(since: reading.standing.since) }

  var pool: String? { reading.pool.value.map { "pool \(AlertUnit.share.words($0.saturation))" } }

  /// `6 waiting`; nil where nobody waits.
  var waiting: String? {
    reading.pool.value?.waiting.flatMap { $0 > 0 ? "\(Figure.count($0)) waiting" : nil }
  }

  func percentile(_ name: String) -> String? {
    reading.latency.value?.percentiles.first { $0.name == name }.map {
      "\(name) \(LatencyPanel.figure($0).text)"
    }
  }

  /// `CPU 98 %` of one core, known while the event loop is slow: work blocks it where this is high, else waiting does.
  var processor: String? { reading.identity.processor.map { "CPU \(AlertUnit.share.words($0))" } }

  var errors: String? { words("errors") }

  var growth: [String] { all("queue-growing").map(\.words) }

  /// Open and half-open breakers of which an alert is on.
  var breakers: [Breaker] {
    let names = all("breaker").map(\.key.subject)
    return (reading.breakers.value ?? []).filter { names.contains($0.name) }
  }

  /// Whether the last answer of an endpoint was good.
  func isGood(_ endpoint: Endpoint) -> Bool {
    reading.probes.first { $0.endpoint == endpoint }?.verdict == .good
  }

  /// Restarted within the last minute: as long as caches take to fill.
  var restarted: String? {
    reading.restarted.flatMap { reading.at - $0 < .seconds(60) ? "restarted \(span(since: $0)) ago" : nil }
  }
}
