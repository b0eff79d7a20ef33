import Foundation
import Glibc
import PseudoTerminal
import Testing

/// The built program on a real pseudo-terminal, watching its own pretend fleet.
@Suite("The dashboard on a terminal")
struct DashboardOnATerminalTests {
  static let fleet = ["alpha", "beta", "gamma", "delta", "legacy"]

  @Test("draws the fleet, opens an instance with its four instruments, flips, goes back, and quits with 0")
  func mainJob() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5")
      try terminal.wait(for: "the whole fleet") { terminal in
        DashboardOnATerminalTests.fleet.allSatisfy(terminal.shows) && terminal.shows(" of 5 up")
      }
      terminal.type("\r")
      try terminal.wait(toShow: "Latency", "Pool", "Queues", "Breakers", "Traffic", "Probes")
      // A page that took long to render, as on a busy machine, is not asked for again soon: r asks now.
      terminal.type("r")
      try terminal.wait(toShow: "p99", "bucket", "active", "pending", "stripe")
      // The identity line begins with the address, which differs from instance to instance.
      let first = terminal.lines[1].prefix(16)
      terminal.type("\t")
      try terminal.wait(for: "the next instance") { $0.lines[1].prefix(16) != first && $0.shows("Latency") }
      terminal.type("\u{1B}[Z")
      try terminal.wait(for: "the first instance") { $0.lines[1].prefix(16) == first }
      terminal.type("1")
      try terminal.wait(toShow: "req/s", "errors")
      terminal.type("2")
      try terminal.wait(toShow: "Latency")
      terminal.type("?")
      try terminal.wait(toShow: "Esc closes")
      terminal.type("\u{1B}")
      try terminal.wait(for: "the help to close") { !$0.shows("Esc closes") }
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(!terminal.isAlternate && terminal.showsCursor)
      #expect(terminal.modes == terminal.modesAtStart)
    }
  }

  @Test("s saves what is on the screen to a file of mode 0600 and shows its path")
  func snapshot() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5", columns: 80, rows: 24)
      try terminal.wait(toShow: "alpha", "UP")
      terminal.type("s")
      try terminal.wait(toShow: "saved ")
      let files = try FileManager.default.contentsOfDirectory(atPath: program.folder)
      #expect(files.count == 1)
      let name = try #require(files.first)
      #expect(terminal.shows(name))
      let path = "\(program.folder)/\(name)"
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.hasPrefix("# mptop "))
      for name in DashboardOnATerminalTests.fleet { #expect(text.contains(name)) }
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("resized down to 1×1 and up again it draws what fits, and everything at last")
  func resizing() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5")
      try terminal.wait(toShow: "alpha", "Fleet")
      for (columns, rows) in [(40, 12), (19, 3), (3, 2), (1, 1), (2, 50), (300, 1)] {
        terminal.resize(columns: columns, rows: rows)
        try terminal.wait(for: "something at \(columns)×\(rows)") { !$0.screen.allSatisfy(\.isWhitespace) }
      }
      terminal.resize(columns: 200, rows: 60)
      try terminal.wait(toShow: "Fleet", "alpha", "legacy", "help", "loop lag")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("nothing listens: the screen says what was tried, why it failed, and that there is a demo")
  func nothingThere() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start()
      try terminal.wait(toShow: "127.0.0.1:2271", "connection refused", "mptop demo")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("in a C locale on a vt100 every character is ASCII and nothing is coloured")
  func plainTerminal() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start(
        "demo", "--every", "0.5", environment: ["TERM": "vt100", "LC_ALL": "C"], columns: 80, rows: 24)
      try terminal.wait(toShow: "alpha", "UP")
      terminal.type("2r")
      try terminal.wait(toShow: "Latency", "Breakers", "p99")
      #expect(terminal.screen.unicodeScalars.filter { !$0.isASCII }.isEmpty)
      #expect(terminal.output.allSatisfy { $0 < 0x80 })
      #expect(!terminal.hasColour)
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(terminal.modes == terminal.modesAtStart)
    }
  }

  @Test("a locale that this machine does not have still tells the encoding")
  func missingLocale() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start(
        "demo", "--every", "0.5", environment: ["LC_ALL": "", "LANG": "xx_YY.UTF-8"], columns: 80, rows: 24)
      try terminal.wait(toShow: "alpha", "● UP", "╭")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("NO_COLOR means no colour; without it there is some")
  func noColour() async throws {
    try await Program.onItsOwnThread { program in
      for (changes, isColoured) in [(["NO_COLOR": "1"], false), ([:], true)] {
        let terminal = try program.start("demo", "--every", "0.5", environment: changes)
        try terminal.wait(toShow: "alpha", "UP")
        #expect(terminal.hasColour == isColoured)
        terminal.type("q")
        #expect(try terminal.end() == 0)
        let colours = String(decoding: terminal.output, as: UTF8.self)
          .matches(of: /\u{1B}\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])[0-9;]*m/)
        #expect(colours.isEmpty != isColoured, "\(colours.first?.output.0.dropFirst() ?? "")")
      }
    }
  }

  @Test("t changes the theme, and colours with it")
  func themes() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5", "--theme", "light")
      try terminal.wait(toShow: "alpha", "UP")
      #expect(terminal.hasColour)
      // After light comes mono.
      terminal.type("t")
      try terminal.wait(for: "no colour") { !$0.hasColour }
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
