/// What the executable is asked to do: the dashboard itself touches no file, socket or terminal.
package enum Effect: Sendable, Equatable {
  /// Ask this target now; all of them where nil.
  case refresh(target: Int?)
  case setInterval(Duration)
  /// Save this text under a name made of `stem` and the time.
  case save(text: String, stem: String)
  case repaint
  case suspend
  case quit(keepingFrame: Bool)
}
