import Dashboard
import Drawing

/// All that a configuration can set, with what holds where it sets nothing.
package struct Settings: Sendable {
  package var interval: Duration = .seconds(2)
  package var window = Window.oneMinute
  package var theme: String?
  package var glyphs: Glyphs?
  /// What is watched where the command line names nothing.
  package var targets: [String] = []
  /// Where ``targets`` stands.
  package var targetsLine: Int?
  /// A Prometheus configuration whose targets are watched too.
  package var prometheusFile: String?
  package var prometheusJobs: [String] = []
  /// A Prometheus server that is watched where the command line names nothing: its URL is the address.
  package var prometheus = TargetEntry()
  package var prometheusJob: String?
  package var entries: [TargetEntry] = []
  package var groups = TargetGroups()
  package var preferences = Preferences()

  package init() {}
}
