import Foundation
import Glibc
import PseudoTerminal
import Testing

/// The operator's command for alerts, run by the built program: nothing listens on its target, which is DOWN at once.
@Suite("The command of alerts")
struct AlertCommandTests {
  /// Starts the dashboard with a command that is raised by DOWN.
  private static func start(
    _ program: Program, command: String, alerts: String = "", target: String = "web=127.0.0.1:1"
  ) throws -> PseudoTerminal {
    let path = "\(program.folder)/c.toml"
    let text = """
      [alerts]
      command = \(command)
      \(alerts)
      [alerts.down]
      for = "0s"

      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try program.start(arguments: ["--config", path, "--every", "0.5", target])
  }

  private static func script(_ text: String, in program: Program) throws -> String {
    let path = "\(program.folder)/command"
    try ("#!/bin/sh\n" + text).write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// The processes whose parent the dashboard is, with the letter of their state: Z is a zombie.
  private static func children(of process: pid_t) -> [(name: String, state: Character)] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { Int32($0) }.compactMap { child in
      guard let stat = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8),
        let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")")
      else { return nil }
      let rest = stat[close...].dropFirst(2).split(separator: " ")
      guard rest.count > 1, let state = rest[0].first, rest[1] == "\(process)" else { return nil }
      return (String(stat[open...].dropFirst().prefix { $0 != ")" }), state)
    }
  }

  @Test("it gets its own arguments and the alert in its environment, writes nowhere, and leaves no zombie")
  func environment() async throws {
    try await Program.onItsOwnThread { program in
      let result = "\(program.folder)/result"
      let script = try AlertCommandTests.script(
        """
        echo noise on the screen; echo more of it >&2
        { echo "$# $1 $2"; env | grep ^MPTOP_ | sort; [ -t 0 ] && echo tty; } > \(result).new
        mv \(result).new \(result)
        """, in: program)
      let terminal = try AlertCommandTests.start(
        program, command: #"["\#(script)", "$(touch pwned)", "a b"]"#,
        target: "$(touch${IFS}pwned)=127.0.0.1:1")
      try terminal.wait(toShow: "DOWN")
      try terminal.wait(for: "the command's file") { _ in FileManager.default.fileExists(atPath: result) }
      let lines = try String(contentsOfFile: result, encoding: .utf8).split(separator: "\n").map(String.init)
      #expect(lines.first == "2 $(touch pwned) a b")
      #expect(lines.contains("MPTOP_ALERT=down"))
      #expect(lines.contains("MPTOP_STATE=raised"))
      #expect(lines.contains("MPTOP_SEVERITY=critical"))
      #expect(lines.contains("MPTOP_INSTANCE=$(touch${IFS}pwned)"), "\(lines)")
      #expect(lines.contains("MPTOP_WORDS=DOWN, connection refused"))
      #expect(lines.contains { $0.hasPrefix("MPTOP_REQUEST_ID=mptop-") })
      #expect(!lines.contains("tty"))
      #expect(!FileManager.default.fileExists(atPath: "\(program.folder)/pwned"))
      try terminal.wait(for: "the command to be gone") { AlertCommandTests.children(of: $0.process).isEmpty }
      terminal.type("7")
      try terminal.wait(toShow: "Events", "DOWN")
      #expect(!terminal.shows("noise") && !terminal.shows("more of it"))
      terminal.type("q")
      #expect(try terminal.end() == 0)
      #expect(!String(decoding: terminal.output, as: UTF8.self).contains("noise"))
    }
  }

  @Test("one that hangs holds up neither the keys nor the end of the program")
  func hanging() async throws {
    try await Program.onItsOwnThread { program in
      let mark = "\(program.folder)/began"
      let script = try AlertCommandTests.script("touch \(mark)\nexec sleep 40\n", in: program)
      let terminal = try AlertCommandTests.start(program, command: #"["\#(script)"]"#)
      try terminal.wait(for: "the command to begin") { _ in FileManager.default.fileExists(atPath: mark) }
      terminal.type("7")
      try terminal.wait(toShow: "Events", "DOWN")
      terminal.type("?")
      try terminal.wait(toShow: "Esc closes")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test(
    "one that is not there, may not be run or fails is told in the last line",
    arguments: [
      (#"["/nonexistent/page-me"]"#, "/nonexistent/page-me cannot be started"),
      (#"["page-me-that-is-nowhere"]"#, "page-me-that-is-nowhere cannot be started"),
      (#"["/etc/passwd"]"#, "/etc/passwd cannot be started"),
      (#"["false"]"#, "run, and failed"),
    ])
  func failing(command: String, words: String) async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try AlertCommandTests.start(program, command: command)
      try terminal.wait(toShow: words)
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("the bell rings for an alert that is as bad as asked for, and is off unless asked for")
  func bell() async throws {
    for (setting, rings) in [(#"bell = "critical""#, true), ("", false)] {
      try await Program.onItsOwnThread { program in
        let terminal = try AlertCommandTests.start(program, command: "[]", alerts: setting)
        try terminal.wait(toShow: "DOWN")
        terminal.type("a")
        try terminal.wait(toShow: "Alerts", "1 alert is on")
        terminal.type("q")
        #expect(try terminal.end() == 0)
        #expect(terminal.output.contains(7) == rings)
      }
    }
  }
}
