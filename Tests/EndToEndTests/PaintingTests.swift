import Foundation
import Glibc
import PseudoTerminal
import Testing

/// What goes over the line, and what must not.
@Suite("Painting")
struct PaintingTests {
  /// A dashboard where nothing happens but the clock: its one target refuses, and is asked every five minutes.
  private static func idle(_ program: Program) throws -> PseudoTerminal {
    let terminal = try program.start("127.0.0.1:1", "--every", "300")
    try terminal.wait(toShow: "connection refused")
    return terminal
  }

  private static let begin = "\u{1B}[?2026h"
  private static let end = "\u{1B}[?2026l"

  /// The synchronised updates in what was written, and what stood between them.
  private static func frames(of output: [UInt8]) -> (frames: [Substring], between: [Substring]) {
    let parts = String(decoding: output, as: UTF8.self)[...].split(
      separator: begin, omittingEmptySubsequences: false)
    var frames: [Substring] = []
    var between: [Substring] = []
    for part in parts.dropFirst() {
      let halves = part.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false)
      frames.append(halves[0])
      if halves.count > 1 { between.append(halves[1]) }
    }
    return (frames, between)
  }

  @Test("every frame is one piece: from the first to the last nothing is written outside of one")
  func onePiece() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5")
      try terminal.wait(toShow: "alpha", "UP")
      for (keys, words) in [
        ("2", "Latency"), ("?", "Esc closes"), ("\u{1B}", "Breakers"), ("\u{C}1", "req/s"),
      ] {
        terminal.type(keys)
        try terminal.wait(toShow: words)
      }
      // A resize together with keys: curses likes to refresh by itself then.
      terminal.resize(columns: 90, rows: 30)
      terminal.type("xxx2")
      try terminal.wait(for: "the instance at its new size") { terminal in
        terminal.shows("Latency") && terminal.lines[29].contains("2 Instance")
      }
      let written = terminal.output
      let (frames, between) = PaintingTests.frames(of: written)
      #expect(frames.count > 5)
      let strays = between.filter { !$0.isEmpty }
      #expect(strays.isEmpty, "\(strays)")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("an idle screen costs a few dozen bytes a second")
  func idleCost() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try PaintingTests.idle(program)
      let seen = PaintingTests.frames(of: terminal.output).frames.count
      try terminal.wait(for: "the clock") { PaintingTests.frames(of: $0.output).frames.count >= seen + 3 }
      let last = PaintingTests.frames(of: terminal.output).frames.suffix(2)
      let costly = last.filter { $0.utf8.count > 200 }
      #expect(costly.isEmpty, "\(costly)")
    }
  }

  @Test("Ctrl-L paints over what others wrote on the screen")
  func repaint() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try PaintingTests.idle(program)
      terminal.scribble("\u{1B}[20;1HBroadcast message from root\r\n")
      #expect(terminal.shows("Broadcast message"))
      terminal.type("\u{C}")
      try terminal.wait(for: "a clean screen") { !$0.shows("Broadcast message") }
      #expect(terminal.shows("connection refused"))
    }
  }

  @Test("what is pasted is not taken for keys")
  func paste() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try PaintingTests.idle(program)
      #expect(PrivateModes(terminal.output).on.contains(2004))
      terminal.type("\u{1B}[200~q Q\u{1B}[201~?")
      try terminal.wait(toShow: "Esc closes")
      // A paste whose end got lost on the way must not lock the operator in.
      terminal.type("\u{1B}[200~qqq")
      terminal.type("\u{3}")
      #expect(try terminal.end() == 0)
      expectRestored(terminal, "Ctrl-C in a paste")
    }
  }

  @Test("what libraries write to standard error does not spoil the screen, and is shown afterwards")
  func standardError() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try PaintingTests.idle(program)
      let error = open("/proc/\(terminal.process)/fd/2", O_WRONLY | O_APPEND)
      try #require(error >= 0)
      let words = "something went wrong deep below\n"
      #expect(write(error, words, words.utf8.count) == words.utf8.count)
      close(error)
      terminal.type("?")
      try terminal.wait(toShow: "Esc closes")
      #expect(!terminal.shows("deep below"))
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(!terminal.isAlternate && terminal.shows("deep below"))
    }
  }

  @Test("standard error that goes to a file goes there at once")
  func errorFile() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start(shell: "exec \"$0\" 127.0.0.1:1 2>errors")
      try terminal.wait(toShow: "connection refused")
      let place = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(terminal.process)/fd/2")
      #expect(place == "\(program.folder)/errors")
    }
  }

  @Test("SIGUSR2 saves a snapshot")
  func userSignal() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try PaintingTests.idle(program)
      terminal.send(SIGUSR2)
      try terminal.wait(toShow: "saved ")
      #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder).count == 1)
    }
  }

  @Test(
    "on every terminal: it draws, and leaves the terminal as it was",
    arguments: [
      "xterm", "xterm-256color", "screen-256color", "tmux-256color", "rxvt", "vt220",
      "xterm-kitty", "xterm-direct",
    ])
  func terminals(term: String) async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", environment: ["TERM": term], columns: 100, rows: 30)
      try terminal.wait(toShow: "alpha", "1 Fleet", "legacy")
      terminal.resize(columns: 120, rows: 40)
      try terminal.wait(for: "the new size") { $0.lines[39].contains("1 Fleet") }
      terminal.type("q")
      #expect(try terminal.end() == 0)
      expectRestored(terminal, term)
    }
  }

  @Test("a terminal that does not know its size is taken for 80×24, whatever LINES and COLUMNS say")
  func unknownSize() async throws {
    try await Program.onItsOwnThread { program in
      let script = "stty cols 0 rows 0; LINES=7 COLUMNS=30 exec \"$0\" demo"
      let terminal = try program.start(shell: script, columns: 80, rows: 24)
      try terminal.wait(for: "80×24") { terminal in
        terminal.shows("legacy") && terminal.lines[23].contains("1 Fleet") && terminal.lines[1].hasSuffix("╮")
      }
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
