import PseudoTerminal
import Testing

/// The terminal is as the program found it, as far as anybody can tell.
func expectRestored(
  _ terminal: PseudoTerminal, _ how: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(!terminal.isAlternate, "\(how): still on the alternate screen", sourceLocation: sourceLocation)
  #expect(terminal.hasPlainPen, "\(how): colours or bold stay on", sourceLocation: sourceLocation)
  #expect(
    terminal.modes == terminal.modesAtStart, "\(how): other modes than before", sourceLocation: sourceLocation
  )
  // The cursor among them (25): by what was written, since the emulator loses a mode where output was thrown away.
  #expect(PrivateModes(terminal.output) == .asFound, "\(how)", sourceLocation: sourceLocation)
}
