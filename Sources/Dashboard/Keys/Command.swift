/// Everything that a key can do.
package enum Command: String, Sendable, CaseIterable {
  case nextInstance, previousInstance
  case fleetView, instanceView, routesView, runtimeView, businessView, securityView, eventsView, metricsView
  case left, right, up, down, pageUp, pageDown, top, bottom
  case open, back
  case expand, nextLayout
  case filter, nextSort, previousSort, reverseSort
  case alerts, acknowledge, mark
  case pause, earlier, later, minuteEarlier, minuteLater, now
  case widerWindow, narrowerWindow, slower
  case snapshot, copy, refresh, reload, nextTheme, nextGlyphs, nextAxis
  case help, palette
  case quit, quitKeepingFrame, suspend, repaint
}

extension View {
  /// The command that chooses it.
  package var command: Command {
    switch self {
    case .fleet: .fleetView
    case .instance: .instanceView
    case .routes: .routesView
    case .runtime: .runtimeView
    case .business: .businessView
    case .security: .securityView
    case .events: .eventsView
    case .metrics: .metricsView
    }
  }
}

extension Command {
  /// The view that it chooses; nil for a command that does something else.
  package var view: View? { View.allCases.first { $0.command == self } }
}
