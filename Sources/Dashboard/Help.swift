import Drawing

extension Command {
  /// Whether it is the help's own, or changes nothing that the help hides. All else closes the help: what a key does
  /// must be seen.
  var leavesHelp: Bool {
    switch self {
    case .help, .back, .palette, .up, .down, .pageUp, .pageDown, .top, .bottom: true
    case .nextTheme, .nextGlyphs, .slower, .snapshot, .refresh, .reload, .repaint, .suspend: true
    case .quit, .quitKeepingFrame: true
    case .nextInstance, .previousInstance, .fleetView, .instanceView, .routesView, .runtimeView,
      .businessView, .securityView, .eventsView, .metricsView, .left, .right, .open, .expand, .nextLayout,
      .filter, .nextSort, .previousSort, .reverseSort, .alerts, .acknowledge, .mark, .pause, .earlier, .later,
      .minuteEarlier, .minuteLater, .now, .widerWindow, .narrowerWindow, .copy, .nextAxis:
      false
    }
  }
}

/// The help while it is shown.
package struct Help: Sendable, Hashable {
  package internal(set) var scroll = 0
  /// Which lines are shown.
  package internal(set) var filter = Filter()

  /// A key that is the help's own; false for one that means what it means everywhere.
  mutating func take(_ key: Key) -> Bool {
    if filter.isTyping {
      scroll = 0
      return filter.take(key)
    }
    guard key == .character("/") else { return false }
    filter.begin()
    return true
  }
}
