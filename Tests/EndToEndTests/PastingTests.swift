import Foundation
import Glibc
import PseudoTerminal
import Testing

/// What goes from one program to another through the terminal: pastes in, the clipboard out.
@Suite("Pasting and copying on a terminal")
struct PastingTests {
  private func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

  @Test("a paste is text where a line is typed, in pieces too, and no key anywhere else")
  func pasting() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5")
      try terminal.wait(toShow: "alpha", " of 5 up")
      terminal.type(paste("q3\r:quit\r"))
      try terminal.wait(toShow: "a paste is text", "Fleet")
      terminal.type(":")
      terminal.type("\u{1B}[200~view rou")
      terminal.type("tes\n\u{1B}[201~\r")
      try terminal.wait(toShow: "Routes", "time %")
      terminal.type("/")
      terminal.type(paste("POST /api"))
      try terminal.wait(toShow: "/POST /api")
      terminal.type("\r")
      try terminal.wait(toShow: "with POST /api")
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(PrivateModes(terminal.output) == .asFound)
    }
  }

  private func copying(
    _ environment: [String: String] = [:],
    _ judge: @escaping @Sendable (_ output: String, _ request: String) -> Void
  ) async throws {
    try await Program.onItsOwnThread { program in
      let path = "\(program.folder)/c.toml"
      try "copies = true\n".write(toFile: path, atomically: true, encoding: .utf8)
      let terminal = try program.start("demo", "--every", "0.5", "--config", path, environment: environment)
      try terminal.wait(toShow: "alpha", " of 5 up")
      terminal.type("3")
      try terminal.wait(for: "a selected route") { $0.shows("▶ POST /") || $0.shows("▶ GET /") }
      terminal.type("y")
      try terminal.wait(toShow: "copied: ")
      let line = try #require(terminal.lines.last { $0.firstRange(of: "copied: ") != nil })
      terminal.type("q")
      #expect(try terminal.end() == 0)
      let output = String(decoding: terminal.output, as: UTF8.self)
      let start = try #require(output.firstRange(of: "\u{1B}]52;c;"))
      let coded = output[start.upperBound...].prefix { $0 != "\u{7}" }
      let text = String(decoding: try #require(Data(base64Encoded: String(coded))), as: UTF8.self)
      // What is said to be copied is what is copied.
      let said = line.drop { $0 == " " || $0 == "│" }.dropFirst("copied: ".count).prefix(30)
      #expect(text.hasPrefix(said), "\(text) for \(line)")
      judge(output, "\u{1B}]52;c;\(coded)\u{7}")
    }
  }

  @Test("y asks the terminal to put the PromQL into its clipboard, once")
  func copies() async throws {
    try await copying { output, request in
      #expect(output.ranges(of: "\u{1B}]52;").count == 1)
      #expect(output.firstRange(of: "\u{1B}Ptmux;") == nil)
      #expect(output.firstRange(of: request) != nil)
    }
  }

  @Test("within tmux it asks both tmux and, in an envelope, the terminal around it")
  func copiesInTmux() async throws {
    try await copying(["TMUX": "/tmp/tmux-0/default,1,0", "TERM": "tmux-256color"]) { output, request in
      let doubled = request.replacingOccurrences(of: "\u{1B}", with: "\u{1B}\u{1B}")
      #expect(output.contains("\(request)\u{1B}Ptmux;\(doubled)\u{1B}\\"))
    }
  }

  @Test("without leave of the configuration y writes nothing to the clipboard")
  func forbidden() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5")
      try terminal.wait(toShow: "alpha", " of 5 up")
      terminal.type("3")
      try terminal.wait(for: "a selected route") { $0.shows("▶ POST /") || $0.shows("▶ GET /") }
      terminal.type("y")
      // Where the words go on in a second line depends on the length of the query.
      try terminal.wait(for: "how to let it copy") { $0.shows("(copies") || $0.shows("y copy it)") }
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(String(decoding: terminal.output, as: UTF8.self).firstRange(of: "\u{1B}]52;") == nil)
    }
  }
}
