import Telemetry

/// What the operator has set about alerts: changes of the table's rows, and rules of their own.
package struct AlertSettings: Sendable, Hashable {
  /// What is changed of a built-in rule; nil leaves it as the table has it.
  package struct Change: Sendable, Hashable {
    package var isOn: Bool?
    package var warning: Double?
    package var critical: Double?
    /// Where the least severity that it has may end.
    package var clear: Double?
    package var hold: Duration?
    package var clearHold: Duration?

    package init() {}
  }

  /// A rule about any family.
  package struct Own: Sendable, Hashable {
    package var name: String
    package var condition: FamilyCondition
    package var severity: Condition.Severity = .warning
    /// Where it begins: at or above this figure, or below it.
    package var threshold: Double
    package var isBelow = false
    package var clear: Double?
    package var hold: Duration = .zero

    package init(name: String, condition: FamilyCondition, threshold: Double) {
      self.name = name
      self.condition = condition
      self.threshold = threshold
    }
  }

  /// From which severity on the terminal's bell rings when an alert is raised.
  package enum Bell: String, Sendable, Hashable, CaseIterable {
    case off, warning, critical
  }

  package var bell = Bell.off
  /// A program and its arguments, run without a shell when an alert is raised and when it ends; empty for none.
  package var command: [String] = []
  /// By the rule's id.
  package var changes: [String: Change] = [:]
  package var own: [Own] = []

  package init() {}
}
