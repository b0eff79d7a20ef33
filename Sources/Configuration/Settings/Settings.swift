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
  package var preferences = Preferences()

  package init() {}
}
