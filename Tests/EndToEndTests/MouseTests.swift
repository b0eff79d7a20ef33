import Foundation
import Glibc
import PseudoTerminal
import Testing

@Suite("The mouse on a terminal")
struct MouseTests {
  /// A press of the first button as terminals tell it, with columns and rows from 1.
  private func press(_ x: Int, _ y: Int) -> String { "\u{1B}[<0;\(x);\(y)M\u{1B}[<0;\(x);\(y)m" }

  @Test(
    "--mouse: a click in the footer chooses a view, reports in pieces and of nonsense type nothing, and it is off afterwards"
  )
  func clicking() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--mouse", "--every", "0.5")
      try terminal.wait(toShow: "alpha", " of 5 up", "2 Instance")
      #expect(PrivateModes(terminal.output).on.isSuperset(of: [1000, 1006]))
      let footer = terminal.lines[39]
      let x = try #require(footer.firstRange(of: "2 Instance")).lowerBound
      terminal.type(press(footer.distance(from: footer.startIndex, to: x) + 2, 40))
      try terminal.wait(toShow: "Latency", "Breakers")
      // Half a report, what is none, and what is too large.
      terminal.type("\u{1B}[<0;")
      terminal.type("3;40M")
      terminal.type("\u{1B}[<0;x\u{1B}[<99999999999;1;1M\u{1B}[<0;99999999;1M\u{1B}[<35;4;4M")
      // The form of terminals that know no numbers: button, column and row as characters.
      terminal.type("\u{1B}[M \"H")
      try terminal.wait(toShow: "of 5 up")
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(PrivateModes(terminal.output) == .asFound)
    }
  }

  @Test(
    "without it nothing is asked of the terminal; :set mouse on does, off gives it back, and so does a signal"
  )
  func switching() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5")
      try terminal.wait(toShow: "alpha", " of 5 up")
      #expect(PrivateModes(terminal.output).on.isDisjoint(with: [1000, 1006]))
      terminal.type(":set mouse on\r")
      try terminal.wait(toShow: "the mouse is mptop's")
      #expect(PrivateModes(terminal.output).on.isSuperset(of: [1000, 1006]))
      terminal.type(":set mouse off\r")
      try terminal.wait(toShow: "the mouse is the terminal's")
      #expect(PrivateModes(terminal.output).on.isDisjoint(with: [1000, 1006]))
      terminal.type(":set mouse on\r")
      try terminal.wait(toShow: "the mouse is mptop's")
      terminal.send(SIGTRAP)
      #expect(try terminal.end() == -SIGTRAP)
      #expect(PrivateModes(terminal.output) == .asFound)
    }
  }

  @Test("reports of characters beyond column 95 are no broken UTF-8 that swallows the keys after them")
  func farToTheRight() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--mouse", "--every", "0.5", columns: 200, rows: 40)
      try terminal.wait(toShow: "alpha", " of 5 up", "8 Metrics")
      let footer = terminal.lines[39]
      let place = try #require(footer.firstRange(of: "Space pause")).lowerBound
      let x = footer.distance(from: footer.startIndex, to: place) + 2
      try #require(x > 96)
      // Column 160 is the byte 0xC0 and line 2 a quotation mark; then a key.
      terminal.type(bytes: [0x1B, 0x5B, 0x4D, 0x20, 32 + 160, 0x22] + Array("3".utf8))
      try terminal.wait(toShow: "Routes", "time %")
      terminal.type("1")
      try terminal.wait(toShow: " of 5 up")
      terminal.type(bytes: [0x1B, 0x5B, 0x4D, 0x20, UInt8(32 + x), UInt8(32 + 40)])
      try terminal.wait(toShow: "PAUSED")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("a terminal without a mouse says so")
  func none() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--mouse", environment: ["TERM": "vt100", "LC_ALL": "C"])
      try terminal.wait(toShow: "tells nothing of a mouse")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
