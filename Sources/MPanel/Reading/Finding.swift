/// Something that an operator should see first, in a few words.
package struct Finding: Sendable, Hashable {
  package var severity: Condition.Severity
  package var words: String
}

extension Reading {
  /// What is wrong by the figures, worst first.
  package var findings: [Finding] { AlertBook.findings(alerts, rules) }

  /// How bad what a rule of the table watches is; ``Condition/Severity/good`` where that is not on.
  package func severity(of rule: String, _ subject: String? = nil) -> Condition.Severity {
    alerts.lazy.filter { $0.key.rule == rule && (subject == nil || $0.key.subject == subject) }.map(
      \.urgency
    ).max()
      ?? .good
  }
}

extension AlertBook {
  /// What is wrong by the figures, worst first: what makes an instance ``Condition/degraded``.
  func findings(_ rules: AlertRules) -> [Finding] {
    isEmpty ? [] : AlertBook.findings(alerts(rules), rules)
  }

  static func findings(_ alerts: [Alert], _ rules: AlertRules) -> [Finding] {
    let on = Set(alerts.map(\.key.rule))
    return alerts.compactMap { alert in
      guard let rule = rules[alert.key.rule], rule.degrades, !(rule.saidBy.map(on.contains) ?? false) else {
        return nil
      }
      return Finding(severity: alert.urgency, words: alert.words)
    }
  }
}
