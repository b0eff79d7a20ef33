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
        "copies", \.preferences.copies,
        "Whether y puts PromQL into the clipboard of the terminal (OSC 52, also through SSH and tmux); else it is shown."
      ),
      .flag(
        "mouse", \.preferences.mouse, "Whether a click selects, a second one opens, and the wheel scrolls."),
      .list(
        "targets", \.targets,
        "What is watched where the command line names nothing; else every `[[target]]`, else 127.0.0.1:2271."),
      TargetGroups.setting,
      .file(
        "prometheus_config.file", \.prometheusFile,
        "A Prometheus configuration, the targets of which are watched besides."),
      .list(
        "prometheus_config.jobs", \.prometheusJobs, "The jobs of it that are watched; else its only one."),
      .text(
        "prometheus.url", \.prometheus.address,
        "A Prometheus server whose instances are watched besides where the command line names nothing."),
      .text(
        "prometheus.job", \.prometheusJob, "The job of it that is watched; else all with mPanel's families."),
    ] + TargetFields.ofServers.map { $0.within("prometheus", \.prometheus) } + [
      .thresholds("check.warning", .warning, "Figures with which mptop check warns."),
      .thresholds("check.critical", .critical, "Figures that mptop check calls critical."),
      .tables(
        "target", \.entries, new: TargetEntry(), fields: TargetFields.rows,
        "A target that is known by its name.", check: TargetFields.check),
    ] + View.allCases.filter { View.ofPanels.contains($0) }.map { .layout(of: $0) } + alerts
}
