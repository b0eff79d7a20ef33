/// Everything that a key can do.
package enum Command: String, Sendable, CaseIterable {
  case nextInstance, previousInstance
  case fleetView, instanceView
  case up, down, pageUp, pageDown, top, bottom
  case open, back
  case filter, nextSort, reverseSort
  case pause, widerWindow, narrowerWindow, slower
  case snapshot, refresh, nextTheme, nextGlyphs
  case help
  case quit, quitKeepingFrame, suspend, repaint
}
