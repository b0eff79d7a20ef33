import Telemetry

/// A condition that holds, or is about to: what a rule made of an instance's figures.
package struct Alert: Sendable, Hashable {
  /// Which alert of an instance it is, for as long as it lasts.
  package struct Key: Sendable, Hashable {
    package var rule: String
    /// Which breaker, queue or series; empty where there is but one.
    package var subject: String

    package init(rule: String, subject: String) {
      self.rule = rule
      self.subject = subject
    }
  }

  package var key: Key
  /// The one that was raised; before that, the worst whose threshold the figure has passed.
  package var severity: Condition.Severity
  /// With the figure of now: `pool 85 %`.
  package var words: String
  package var unit: AlertUnit
  package var value: Double
  /// The worst figure that it has had.
  package var peak: Double
  /// When the figure was first past the threshold.
  package var began: Moment
  /// When it had been so for long enough; nil while it has not.
  package var raised: Moment?
  /// Whether the figure is back, not yet for long enough for it to end.
  package var isClearing = false

  /// How bad it looks: what is over by the figure, and only held until that has lasted, is a warning at most.
  package var urgency: Condition.Severity { isClearing ? min(severity, .warning) : severity }

  /// What is in force presses more than what is only held: the eye lands on what is wrong now. nil where both press alike.
  func isMorePressing(than other: Alert) -> Bool? {
    if urgency != other.urgency { return urgency > other.urgency }
    return isClearing == other.isClearing ? nil : other.isClearing
  }

  /// Whether it has lasted long enough to be said aloud.
  package var isRaised: Bool { raised != nil }

  /// Its figure; empty for one that is on or off.
  package var figure: String { unit.words(value) }
  package var peakFigure: String { unit.words(peak) }
}
