import Dashboard

/// Every setting, declared once: reading, `--print-config`, messages and docs/configuration.md come from here.
package enum SettingsTable {
  package static let rows: [Setting<Settings>] =
    [
      .duration(
        "every", \.interval, in: .milliseconds(500)...(.seconds(300)),
        "How often the metrics of a target are asked for."),
      .choice(
        "window", \.window, among: Window.allCases.map { ($0.words.filter { $0 != " " }, $0) },
        "The sliding window that rates and percentiles rest on."),
      .text(
        "theme", \.theme, "The theme to begin with: the name of a built-in one or of your own, or a file."),
      .choice("glyphs", \.glyphs, "What charts are made of; blocks where the terminal has them."),
      .flag(
        "mouse", \.preferences.mouse, "Whether a click selects, a second one opens, and the wheel scrolls."),
      .list("targets", \.targets, "What is watched where the command line names no target."),
      .thresholds("check.warning", .warning, "Figures with which mptop check warns."),
      .thresholds("check.critical", .critical, "Figures that mptop check calls critical."),
    ] + View.allCases.filter { View.ofPanels.contains($0) }.map { .layout(of: $0) }
}
