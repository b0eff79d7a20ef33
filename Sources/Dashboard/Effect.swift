/// What the executable is asked to do: the dashboard itself touches no file, socket or terminal.
package enum Effect: Sendable, Equatable {
  /// Ask the target with this id now; all of them where nil.
  case refresh(target: Int?)
  /// Ask whether the target with this id is ready, as soon as the budget for that allows.
  case askReadiness(target: Int)
  /// Read the configuration and the lists of targets anew.
  case reload
  case setInterval(Duration)
  /// Save this text under a name made of `stem` and the time.
  case save(text: String, stem: String)
  /// Save this text in that file.
  case saveAs(text: String, path: String)
  /// Watch what this word of an operator names, too.
  case addTarget(String)
  /// Watch the target with this id no more.
  case removeTarget(id: Int)
  /// Put this text into the clipboard of the operator's terminal.
  case copy(String)
  case repaint
  /// An alert was raised or has ended: what the operator wants done about that.
  case alert(AlertNotice)
  /// Be told of the mouse, or no longer.
  case useMouse(Bool)
  case suspend
  case quit(keepingFrame: Bool)
}
