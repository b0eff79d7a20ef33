import MPanel
import Telemetry

/// What the world outside is told of an alert that was raised or has ended.
package struct AlertNotice: Sendable, Equatable {
  /// Whether the terminal's bell rings.
  package var rings: Bool
  /// The program to run and its arguments; empty for none.
  package var command: [String]
  /// What the program finds in its environment, and nowhere else.
  package var environment: [String: String]

  static func environment(
    of change: EventBook.AlertChange, target: Target, requestID: String?, at: Moment
  ) -> [String: String] {
    let alert = change.alert
    return [
      "MPTOP_ALERT": alert.key.rule, "MPTOP_SUBJECT": CleanText.of(alert.key.subject),
      "MPTOP_INSTANCE": CleanText.of(target.name), "MPTOP_ADDRESS": CleanText.of(target.address),
      "MPTOP_STATE": change.turn.rawValue, "MPTOP_SEVERITY": "\(alert.severity)",
      "MPTOP_VALUE": "\(alert.value)", "MPTOP_PEAK": "\(alert.peak)", "MPTOP_UNIT": alert.unit.rawValue,
      "MPTOP_WORDS": CleanText.of(alert.words),
      "MPTOP_SECONDS": "\(saturating(max((at - alert.began).seconds, 0)))",
      "MPTOP_TIME": "\(saturating(at.unixSeconds))", "MPTOP_REQUEST_ID": CleanText.of(requestID ?? ""),
    ]
  }
}
