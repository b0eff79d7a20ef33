import Foundation
import Glibc
import PseudoTerminal
import Testing

/// However the program ends, the terminal is as it was found.
@Suite("Leaving the terminal")
struct LeavingTests {
  private static func expectRestored(_ terminal: PseudoTerminal, _ how: String) {
    #expect(!terminal.isAlternate, "\(how): still on the alternate screen")
    #expect(terminal.showsCursor, "\(how): the cursor stays hidden")
    #expect(terminal.modes == terminal.modesAtStart, "\(how): other modes than before")
  }

  private static func started(_ program: Program) throws -> PseudoTerminal {
    let terminal = try program.start("demo", "--every", "0.5")
    try terminal.wait(toShow: "alpha", "Fleet")
    #expect(terminal.isAlternate && !terminal.showsCursor)
    return terminal
  }

  @Test("by q, Q, Ctrl-C and F10: status 0")
  func keys() async throws {
    try await Program.onItsOwnThread { program in
      for key in ["q", "\u{3}", "\u{1B}[21~"] {
        let terminal = try LeavingTests.started(program)
        terminal.type(key)
        #expect(try terminal.end() == 0)
        LeavingTests.expectRestored(terminal, "key \(key.unicodeScalars.map(\.value))")
      }
      let terminal = try LeavingTests.started(program)
      terminal.type("Q")
      #expect(try terminal.end() == 0)
      LeavingTests.expectRestored(terminal, "Q")
      #expect(terminal.shows("Fleet"), "Q leaves the last frame")
    }
  }

  @Test("by SIGTERM, SIGINT, SIGQUIT and SIGHUP: status 128 + signal")
  func signals() async throws {
    try await Program.onItsOwnThread { program in
      for signal in [SIGTERM, SIGINT, SIGQUIT, SIGHUP] {
        let terminal = try LeavingTests.started(program)
        terminal.send(signal)
        #expect(try terminal.end() == 128 + signal)
        LeavingTests.expectRestored(terminal, "signal \(signal)")
      }
    }
  }

  @Test("by a trap: the terminal is restored and the process dies of the very signal")
  func traps() async throws {
    try await Program.onItsOwnThread { program in
      for signal in [SIGTRAP, SIGILL, SIGSEGV, SIGABRT] {
        let terminal = try LeavingTests.started(program)
        terminal.send(signal)
        #expect(try terminal.end() == -signal)
        LeavingTests.expectRestored(terminal, "signal \(signal)")
      }
    }
  }

  @Test("by a terminal that goes away: the program goes too")
  func hangUp() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try LeavingTests.started(program)
      terminal.hangUp()
      _ = try terminal.end()
    }
  }

  @Test("Ctrl-Z under a shell gives the terminal back and stops; fg takes it again and paints everything")
  func suspending() async throws {
    try await Program.onItsOwnThread { program in
      let script = "set -m; \"$0\" demo --every 0.5; echo was stopped; read line; fg; echo ended with $?"
      let terminal = try program.start(shell: script)
      try terminal.wait(toShow: "alpha", "Fleet")
      terminal.type("\u{1A}")
      try terminal.wait(for: "the shell") { $0.shows("was stopped") && !$0.isAlternate && $0.showsCursor }
      #expect(terminal.modes == terminal.modesAtStart)
      terminal.resize(columns: 100, rows: 30)
      terminal.type("\n")
      try terminal.wait(for: "the dashboard") { $0.isAlternate && $0.shows("Fleet") && $0.shows("legacy") }
      terminal.type("q")
      try terminal.wait(toShow: "ended with 0")
      LeavingTests.expectRestored(terminal, "q after Ctrl-Z")
    }
  }

  @Test("Ctrl-Z where no shell could bring it back does nothing, and says so")
  func orphan() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try LeavingTests.started(program)
      terminal.type("\u{1A}")
      try terminal.wait(toShow: "no shell here")
      #expect(terminal.isAlternate)
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("a terminal that cannot move its cursor is refused in words, with another way")
  func tooSimple() async throws {
    try await Program.onItsOwnThread { program in
      for term in ["dumb", "unknown", ""] {
        let terminal = try program.start("demo", environment: ["TERM": term], columns: 200)
        #expect(try terminal.end() != 0)
        #expect(terminal.shows("mptop snapshot"), "TERM=\(term): \(terminal.screen)")
        LeavingTests.expectRestored(terminal, "TERM=\(term)")
      }
    }
  }

  @Test("a TERM that this machine does not know is treated as one it knows, and that is said")
  func unknownTerm() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", environment: ["TERM": "no-such-terminal"])
      try terminal.wait(toShow: "alpha", "TERM=no-such-terminal is not known here")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
