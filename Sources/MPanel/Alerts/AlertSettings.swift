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
    /// What it is called; nil for the family's name.
    package var name: String?
    /// The name of the samples, with or without `mpanel_` in front; nil where it was not said.
    package var family: String?
    /// `name=value`, each.
    package var labels: [String] = []
    /// Whether the rate over a minute is meant and not the value.
    package var isRate = false
    /// Where it begins; one of both.
    package var above: Double?
    package var below: Double?
    /// Where it may end; where it begins if nothing is said.
    package var clear: Double?
    package var severity: Condition.Severity = .warning
    package var hold: Duration = .zero

    package init() {}

    /// The series that are meant; nil where no family is.
    package var condition: FamilyCondition? {
      family.map { family in
        let pairs = labels.compactMap { label -> (String, String)? in
          guard let equals = label.firstIndex(of: "=") else { return nil }
          return (String(label[..<equals]), String(label[label.index(after: equals)...]))
        }
        return FamilyCondition(
          family: family, labels: Dictionary(pairs) { first, _ in first }, isRate: isRate)
      }
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
