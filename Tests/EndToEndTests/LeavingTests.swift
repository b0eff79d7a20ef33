import Foundation
import Glibc
import PseudoTerminal
import Testing

/// However the program ends, the terminal is as it was found.
@Suite("Leaving the terminal")
struct LeavingTests {
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
        expectRestored(terminal, "key \(key.unicodeScalars.map(\.value))")
      }
      let terminal = try LeavingTests.started(program)
      terminal.type("Q")
      #expect(try terminal.end() == 0)
      expectRestored(terminal, "Q")
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
        expectRestored(terminal, "signal \(signal)")
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
        expectRestored(terminal, "signal \(signal)")
      }
    }
  }

  @Test(
    "by a terminal that goes away: the program goes too, also where it was told to ignore hang-ups",
    arguments: ["", "trap '' HUP;", "trap '' HUP INT QUIT TERM;"])
  func hangUp(before: String) async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start(shell: "\(before) exec \"$0\" demo --every 0.5")
      try terminal.wait(toShow: "alpha", "Fleet")
      terminal.hangUp()
      #expect(try terminal.end() == 128 + SIGHUP)
    }
  }

  @Test("by q, SIGTERM or a trap on a terminal that takes no more bytes", arguments: [0, SIGTERM, SIGTRAP])
  func deadLink(signal: Int32) async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try LeavingTests.started(program)
      try terminal.block(pressing: "\u{C}")
      if signal == 0 { terminal.type("q") } else { terminal.send(signal) }
      let status = try terminal.end(reading: false)
      #expect(status == (signal == SIGTERM ? 128 + signal : -signal))
      _ = try terminal.end()
      expectRestored(terminal, "signal \(signal) on a dead link")
    }
  }

  @Test("Q leaves the last frame, once, also on a terminal without an alternate screen")
  func keeping() async throws {
    try await Program.onItsOwnThread { program in
      for term in ["xterm-256color", "vt100"] {
        let terminal = try program.start("demo", environment: ["TERM": term], columns: 120, rows: 30)
        try terminal.wait(toShow: "alpha", "Fleet", "help")
        terminal.type("Q")
        #expect(try terminal.end() == 0)
        expectRestored(terminal, "Q on \(term)")
        let titles = terminal.lines.filter {
          $0.contains(" Fleet ") && $0.contains("--") || $0.contains("─ Fleet") || $0.contains("╭ Fleet")
        }
        #expect(titles.count == 1, "\(term): \(terminal.screen)")
      }
    }
  }

  @Test("a terminal that cannot move its cursor is refused in words, with another way")
  func tooSimple() async throws {
    try await Program.onItsOwnThread { program in
      for term in ["dumb", "unknown", ""] {
        let terminal = try program.start("demo", environment: ["TERM": term], columns: 200)
        #expect(try terminal.end() != 0)
        #expect(terminal.shows("mptop snapshot"), "TERM=\(term): \(terminal.screen)")
        expectRestored(terminal, "TERM=\(term)")
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
