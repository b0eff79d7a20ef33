import Foundation
import Glibc
import OtherPrograms
import PseudoTerminal
import Testing

/// However the program ends, it leaves no ssh behind, nor the sockets of one; and no secret anywhere.
@Suite("Tunnels and secrets", .enabled(if: SSHServer.isPresent, "\(SSHServer.absence)"))
struct TunnelsTests {
  /// A pretend fleet, and the port of its first instance.
  private static func withFleet(_ program: Program, _ body: (Int) throws -> Void) throws {
    // Below those that the system gives to connections.
    for _ in 0..<30 {
      let port = Int.random(in: 10_000..<32_000)
      let fleet = try program.start("demo", "--serve", "\(port)", "--scenario", "calm")
      try? fleet.wait(toShow: "legacy=127.0.0.1:\(port + 4)")
      guard fleet.shows("legacy=127.0.0.1:\(port + 4)") else { continue }
      try body(port)
      fleet.send(SIGTERM)
      _ = try fleet.end()
      return
    }
    Issue.record("no free ports for a fleet")
  }

  @Test(
    "by q, signals, a trap and SIGKILL: no ssh is left; what a killed one leaves is cleared away by the next")
  func leaving() async throws {
    try await Program.onItsOwnThread { program in
      let server = try SSHServer()
      defer { server.stop() }
      try TunnelsTests.withFleet(program) { port in
        let runtime = "\(program.folder)/run"
        #expect(mkdir(runtime, 0o700) == 0)
        let environment = [
          "MPTOP_SSH": server.ssh().joined(separator: " "), "XDG_RUNTIME_DIR": runtime,
        ]
        func started() throws -> PseudoTerminal {
          let terminal = try program.start(
            "ssh://127.0.0.1:\(server.port)/\(port)", "--every", "0.5", environment: environment)
          try terminal.wait(toShow: "UP", "req")
          #expect(server.clients.count == 1)
          return terminal
        }
        func folders() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: runtime) }
        let quit = try started()
        quit.type("q")
        #expect(try quit.end() == 0)
        #expect(server.clients.isEmpty, "q")
        #expect(try folders() == [])
        for signal in [SIGTERM, SIGHUP] {
          let terminal = try started()
          terminal.send(signal)
          #expect(try terminal.end() == 128 + signal)
          #expect(server.clients.isEmpty, "signal \(signal)")
          #expect(try folders() == [])
        }
        for signal in [SIGSEGV, SIGKILL] {
          let terminal = try started()
          terminal.send(signal)
          #expect(try terminal.end() == -signal)
          #expect(server.isLeft(), "signal \(signal)")
          #expect(try folders().count == 1, "what was left by the one before is gone")
        }
      }
    }
  }

  @Test("no output holds the token, whatever becomes of the targets")
  func canary() async throws {
    try await Program.onItsOwnThread { program in
      let canary = "canary-0f1e2d3c4b5a6978"
      let file = "\(program.folder)/token"
      try Data((canary + "\n").utf8).write(to: URL(fileURLWithPath: file))
      #expect(chmod(file, 0o644) == 0)
      try TunnelsTests.withFleet(program) { port in
        let targets = ["well=127.0.0.1:\(port)", "none=127.0.0.1:1", "tls=https://127.0.0.1:\(port)"]
        let access = ["--token-file", file, "--insecure", "--follow-redirects"]
        for command in [
          ["snapshot", "--span", "0.5", "--view", "fleet"],
          ["snapshot", "--span", "0.5", "--format", "json"],
          ["check", "--span", "0.5"], ["doctor"],
        ] {
          let (_, output, error) = try program.run(command + targets + access)
          #expect(output.contains("127.0.0.1:1") || output.contains("none"))
          #expect(!(output + error).contains(canary), "\(command)")
        }
        let terminal = try program.start(arguments: targets + access)
        try terminal.wait(toShow: "DOWN", "certificate not verified: tls", "is readable by everybody here")
        let line = try String(contentsOfFile: "/proc/\(terminal.process)/cmdline", encoding: .utf8)
        #expect(!line.contains(canary))
        terminal.type("q")
        #expect(try terminal.end() == 0)
        #expect(!String(decoding: terminal.output, as: UTF8.self).contains(canary))
      }
    }
  }

  @Test("a secret in the wrong place is refused and not repeated")
  func misplaced() async throws {
    try await Program.onItsOwnThread { program in
      for words in [["http://me:canary@web"], ["--token-env", "canary-0f1e2d"], ["ssh://me:canary@web"]] {
        let (status, output, error) = try program.run(["snapshot"] + words)
        #expect(status == 64)
        #expect(!(output + error).contains("canary"), "\(output)\(error)")
      }
    }
  }
}
