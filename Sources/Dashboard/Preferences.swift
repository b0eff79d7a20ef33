import MPanel

/// What the operator has set about the dashboard itself, from the configuration file or by default.
///
/// Each subject has a type of its own beside what it is about; this is where they come together.
package struct Preferences: Sendable, Hashable {
  /// Which alerts there are, where they begin and end, and what is done when they do.
  package var alerts = AlertSettings()
  /// How the panels of views are arranged, where the operator says so.
  package var layouts: [View: PanelLayout] = [:]
  /// Whether the mouse is used.
  package var mouse = false

  /// Where `mptop check` warns.
  package var thresholds = Thresholds()

  /// Whether `y` may write to the clipboard of the terminal.
  package var copies = false

  package init() {}
}
