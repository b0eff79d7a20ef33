import Drawing
import MPanel
import Telemetry

/// What rules ask of a reading, and the pieces that their sentences are made of.
struct Symptoms {
  let reading: Reading

  /// Whether an alert of a rule is on, at least as bad as this, be its figure back already.
  func has(_ rule: String, _ least: Condition.Severity = .warning) -> Bool {
    all(rule).contains { $0.severity >= least }
  }

  /// The words of an alert: `pool 85 %`, `p95 1.8 s`; nil where it is not on.
  func words(_ rule: String) -> String? { reading.alerts.first { $0.key.rule == rule }?.words }

  func all(_ rule: String) -> [Alert] { reading.alerts.filter { $0.key.rule == rule } }

  /// Since when something has been so, as `40 s`.
  func span(since moment: Moment) -> String { Figure.span(max((reading.at - moment).seconds, 0)) }

  /// ` for 40 s`, from the earliest beginning of the alerts of these rules; empty for what has only begun, ` for at least
  /// 40 s` where it was so at the first look.
  func time(_ rules: String...) -> String {
    reading.alerts.filter { rules.contains($0.key.rule) }.map(\.began).min().map(time(since:)) ?? ""
  }

  func time(since moment: Moment) -> String {
    guard reading.at - moment >= .seconds(1) else { return "" }
    return " for \(sawBegin(moment) ? "" : "at least ")\(span(since: moment))"
  }

  /// Whether there were looks enough before a moment to tell that it was not so then: a rate needs two.
  private func sawBegin(_ moment: Moment) -> Bool {
    let first = reading.trail.steps.prefix(2)
    return first.count == 2 && first.allSatisfy { $0.at < moment }
  }

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

  /// ` 40 s`: since the first of these breakers was not well, half-open in between or not.
  func time(of breakers: [Breaker]) -> String {
    let began = breakers.map { breaker in
      let alert = all("breaker").first { $0.key.subject == breaker.name }
      let state = reading.at - breaker.lasting
      let isWhole = alert.map { sawBegin($0.began) } ?? breaker.sawBeginning
      return (since: min(alert?.began ?? state, state), isWhole: isWhole)
    }
    guard let first = began.min(by: { $0.since < $1.since }), reading.at - first.since >= .seconds(1) else {
      return ""
    }
    return " \(first.isWhole ? "" : "at least ")\(span(since: first.since))"
  }

  func alert(saying words: String) -> Alert? { reading.alerts.first { $0.words == words } }

  /// Whether the last answer of an endpoint was good.
  func isGood(_ endpoint: Endpoint) -> Bool {
    reading.probes.first { $0.endpoint == endpoint }?.verdict == .good
  }

  /// Restarted within the last minute: as long as caches take to fill.
  var restarted: String? {
    reading.restarted.flatMap { reading.at - $0 < .seconds(60) ? "restarted \(span(since: $0)) ago" : nil }
  }
}
