import Dashboard
import MPanel

/// The settings of alerts: those of each rule of ``AlertTable``, the operator's own rules, and what is done about them.
extension SettingsTable {
  static let alerts: [Setting<Settings>] =
    [
      .choice(
        "alerts.bell", \.preferences.alerts.bell,
        "From which severity on the terminal's bell rings, once an alert and at most every ten seconds."),
      .list(
        "alerts.command", \.preferences.alerts.command,
        "A program and its arguments, run without a shell when an alert is raised, becomes worse and ends: docs/alerts.md."
      ),
    ] + AlertTable.rows.flatMap(rows) + [
      .tables(
        "alert", \.preferences.alerts.own, new: AlertSettings.Own(), fields: own,
        "An alert of your own about any family.", check: check)
    ]

  private static let longest: Duration = .seconds(3600)

  private static func rows(of rule: AlertRule) -> [Setting<Settings>] {
    let id = rule.id
    var rows: [Setting<Settings>] = [
      .flag("alerts.\(id).on", \.preferences.alerts[rule: id].isOn, "Whether it is watched: \(rule.title).")
    ]
    if rule.unit != .state {
      let unit = rule.unit.rawValue
      if rule.warning != nil {
        rows.append(
          .number(
            "alerts.\(id).warning", \.preferences.alerts[rule: id].warning, in: 0...1e12,
            "Where it begins as a warning (\(unit))."))
      }
      if rule.critical != nil {
        rows.append(
          .number(
            "alerts.\(id).critical", \.preferences.alerts[rule: id].critical, in: 0...1e12,
            "Where it is critical (\(unit))."))
      }
      rows.append(
        .number(
          "alerts.\(id).clear", \.preferences.alerts[rule: id].clear, in: 0...1e12,
          "Below which it may end (\(unit)); by default as far from its beginning as in the table."))
    }
    rows += [
      .duration(
        "alerts.\(id).for", \.preferences.alerts[rule: id].hold, in: .zero...longest,
        "How long it must last before it is raised."),
      .duration(
        "alerts.\(id).clear-for", \.preferences.alerts[rule: id].clearHold, in: .zero...longest,
        "How long it must be back before it ends."),
    ]
    return rows
  }

  private static let own: [Setting<AlertSettings.Own>] = [
    .text("name", \.name, "What it is called; the family where nothing is said."),
    .text("family", \.family, "The name of the samples, with or without mpanel_ in front."),
    .list("labels", \.labels, "Labels that a series must have, each as name=value."),
    .flag("rate", \.isRate, "Whether the rate a second over a minute is meant and not the value."),
    .number("above", \.above, in: -1e15...1e15, "At or above which figure it is on."),
    .number("below", \.below, in: -1e15...1e15, "At or below which figure it is on."),
    .number(
      "clear", \.clear, in: -1e15...1e15, "Past which figure it may end; the same where nothing is said."),
    .duration(
      "for", \.hold, in: .zero...longest,
      "How long it must last before it is raised, and be back before it ends."),
    .choice(
      "severity", \.severity, among: [("warning", .warning), ("critical", .critical)], "How bad it is."),
  ]

  /// What the fields of an own alert must be together.
  private static func check(_ own: inout AlertSettings.Own, _ node: Node, _ findings: inout Findings) {
    if own.family == nil { findings.refuse("an [[alert]] needs a ‘family’", at: node.line) }
    if (own.above == nil) == (own.below == nil) {
      findings.refuse("an [[alert]] needs either ‘above’ or ‘below’", at: node.line)
    }
    if let name = own.name ?? own.family, AlertTable.row(name) != nil {
      findings.refuse(
        "\(Findings.shown(name)) is an alert that is built in: set alerts.\(name)", at: node.line)
    }
    for label in own.labels where label.firstIndex(of: "=") == nil {
      findings.refuse("‘labels’ are written as name=value, not as \(Findings.shown(label))", at: node.line)
    }
  }
}
