/// What the executable is asked to do: the dashboard itself touches no file, socket or terminal.
package enum Effect: Sendable, Equatable {
  /// Ask the target with this id now; all of them where nil.
  case refresh(target: Int?)
  /// Read the configuration and the lists of targets anew.
  case reload
  case setInterval(Duration)
  /// Save this text under a name made of `stem` and the time.
  case save(text: String, stem: String)
  case repaint
  case suspend
  case quit(keepingFrame: Bool)
}
