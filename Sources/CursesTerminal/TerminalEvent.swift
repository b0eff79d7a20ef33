import Drawing

/// What a terminal has to say.
package enum TerminalEvent: Sendable, Hashable {
  case key(Key)
  case pointer(Pointer)
  /// A text that was pasted, with blanks for what is no character.
  case pasted(String)
  case resized(Size)
  /// ``Waker/wake()`` was called.
  case woken
  /// A signal that asks to end, by its number.
  case end(signal: Int32)
  /// SIGUSR1: read the configuration and the list of targets anew.
  case reload
  /// SIGUSR2: save a snapshot.
  case save
  /// Stopped and continued: the screen was painted over by others.
  case resumed
  /// The terminal is gone.
  case hungUp
}
