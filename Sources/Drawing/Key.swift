/// What a terminal says when a key is pressed.
package enum Key: Sendable, Hashable {
  case character(Unicode.Scalar)
  /// Ctrl with a letter, in lower case.
  case control(Unicode.Scalar)
  case function(Int)
  case tab, backTab, enter, escape, backspace
  case up, down, left, right, home, end, pageUp, pageDown
}
