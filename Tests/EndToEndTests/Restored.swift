import PseudoTerminal
import Testing

/// The terminal is as the program found it, as far as anybody can tell.
func expectRestored(
  _ terminal: PseudoTerminal, _ how: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(!terminal.isAlternate, "\(how): still on the alternate screen", sourceLocation: sourceLocation)
  #expect(terminal.showsCursor, "\(how): the cursor stays hidden", sourceLocation: sourceLocation)
  #expect(terminal.hasPlainPen, "\(how): colours or bold stay on", sourceLocation: sourceLocation)
  #expect(
    terminal.modes == terminal.modesAtStart, "\(how): other modes than before", sourceLocation: sourceLocation
  )
  #expect(PrivateModes(terminal.output) == .asFound, "\(how)", sourceLocation: sourceLocation)
}
