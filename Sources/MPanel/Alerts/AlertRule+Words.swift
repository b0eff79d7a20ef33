import Telemetry

extension AlertRule {
  /// Where a severity begins and ends: `80 %, ends below 75 %`; nil where the rule does not have it.
  package func words(_ level: Condition.Severity) -> String? {
    guard let threshold = threshold(level) else { return nil }
    guard unit != .state else { return "on" }
    let begins = unit.words(threshold.raise)
    return threshold.clear == threshold.raise
      ? begins : "\(begins), ends \(isBelow ? "above" : "below") \(unit.words(threshold.clear))"
  }

  /// How long it must last to be raised and to end: `10 s / 20 s`.
  package var times: String { "\(AlertRule.span(hold)) / \(AlertRule.span(clearHold))" }

  private static func span(_ duration: Duration) -> String {
    duration == .zero ? "at once" : "\(AlertUnit.count.words(duration.seconds)) s"
  }
}
