import Telemetry

/// A condition that is watched for: where it begins, where it ends, and how long it must last.
package struct AlertRule: Sendable {
  /// Where its figures come from. nil from a measure means that nothing is known now, which is not good: alerts hold.
  package enum Basis: Sendable {
    /// The figures of a page of metrics.
    case figures(@Sendable (Reading) -> [AlertSighting]?)
    /// The condition of the instance; words where it holds.
    case standing(@Sendable (Standing) -> String?)
    /// The series of any family, by the configuration.
    case family(FamilyCondition)
  }

  /// As the configuration names it.
  package var id: String
  /// What it means, as the help and docs/alerts.md say it.
  package var title: String
  package var unit: AlertUnit
  package var warning: AlertThreshold?
  package var critical: AlertThreshold?
  /// Whether low figures are the bad ones.
  package var isBelow = false
  /// How long the figure must be past a threshold without a break.
  package var hold: Duration
  /// How long it must be back without a break.
  package var clearHold: Duration
  package var isOn = true
  /// Whether it makes an instance ``Condition/degraded``.
  package var degrades = true
  /// An alert that says more: while that is on, this one is no finding of its own.
  package var saidBy: String?
  package var basis: Basis

  package init(
    _ id: String, _ title: String, unit: AlertUnit, warning: AlertThreshold? = nil,
    critical: AlertThreshold? = nil, isBelow: Bool = false, hold: Duration = .zero,
    clearHold: Duration = .zero, degrades: Bool = true,
    saidBy: String? = nil, basis: Basis
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.warning = warning
    self.critical = critical
    self.isBelow = isBelow
    self.hold = hold
    self.clearHold = clearHold
    self.degrades = degrades
    self.saidBy = saidBy
    self.basis = basis
  }

  /// The severities that it has, the least first.
  package static let levels: [Condition.Severity] = [.warning, .critical]

  package func threshold(_ level: Condition.Severity) -> AlertThreshold? {
    switch level {
    case .warning: warning
    case .critical: critical
    case .good, .waiting: nil
    }
  }

  /// Whether a figure is past where a level begins.
  func isOver(_ value: Double, _ level: Condition.Severity) -> Bool {
    guard let threshold = threshold(level) else { return false }
    return isBelow ? value <= threshold.raise : value >= threshold.raise
  }

  /// Whether a figure is back where a level may end.
  func isBack(_ value: Double, _ level: Condition.Severity) -> Bool {
    guard let threshold = threshold(level) else { return true }
    return isBelow ? value > threshold.clear : value < threshold.clear
  }
}
