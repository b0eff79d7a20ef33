import Foundation
import Glibc
import PseudoTerminal
import Testing

@Suite("The configuration")
struct ConfigurationTests {
  private static func write(_ text: String, _ name: String, in program: Program) throws -> String {
    let path = "\(program.folder)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return path
  }

  @Test("mistakes are told one a line, with status 1 where asked for, 78 for the dashboard, 3 for a check")
  func mistakes() async throws {
    try await Program.onItsOwnThread { program in
      let path = try ConfigurationTests.write("evry = 5\nwindow = \"7m\"\n", "c.toml", in: program)
      let checked = try program.run("--config", path, "--check-config")
      #expect(checked.status == 1)
      #expect(checked.error.contains("c.toml:1: ‘evry’ is no setting; did you mean ‘every’?\n"))
      #expect(checked.error.contains("c.toml:2: ‘window’ is 30s, 1m, 5m or 15m, not ‘7m’"))
      let started = try program.run("--config", path)
      #expect(started.status == 78)
      #expect(started.error.contains("mptop --config /dev/null"))
      let monitored = try program.run("check", "--config", path)
      #expect(monitored.status == 3)
      #expect(monitored.output.hasPrefix("MPTOP UNKNOWN: "))
      let fine = try program.run("--config", "/dev/null", "--check-config")
      #expect(fine.status == 0 && fine.output.contains("nothing is wrong; 1 target"))
    }
  }

  @Test("--print-config says where each value came from")
  func printing() async throws {
    try await Program.onItsOwnThread { program in
      let path = try ConfigurationTests.write("every = 5\n", "c.toml", in: program)
      let result = try program.run("--config", path, "--print-config", "--theme", "light")
      #expect(result.status == 0)
      #expect(result.output.contains("every = \"5s\"  # \(path):1\n"))
      #expect(result.output.contains("theme = \"light\"  # command line\n"))
      #expect(result.output.contains("window = \"1m\"  # default\n"))
    }
  }

  @Test("what is listed besides a Prometheus server is watched beside its instances; what is named, alone")
  func besideAServer() async throws {
    try await Program.onItsOwnThread { program in
      let text = """
        [prometheus]
        url = "http://127.0.0.1:1"
        [[target]]
        name = "shop"
        address = "127.0.0.1:2"
        """
      let path = try ConfigurationTests.write(text, "c.toml", in: program)
      let server = "127.0.0.1:1: Prometheus at http://127.0.0.1:1: connection refused"
      let both = try program.run("snapshot", "--config", path, "--span", "0.5")
      #expect(both.status == 1 && both.error.contains(server), "\(both)")
      #expect(both.error.contains("127.0.0.1:2: connection refused"), "\(both)")
      #expect(both.output.contains("asked directly") && both.output.contains("through Prometheus"), "\(both)")
      let checked = try program.run("--config", path, "--check-config")
      #expect(
        checked.status == 0 && checked.output.contains("1 target, and what http://127.0.0.1:1 tells of\n"),
        "\(checked)")
      let named = try program.run("snapshot", "shop", "--config", path, "--span", "0.5", "--view", "instance")
      #expect(!named.error.contains("Prometheus") && named.output.contains("DOWN"), "\(named)")
      let alone = try program.run("snapshot", "--config", path, "--prometheus", "127.0.0.1:1")
      #expect(alone.status == 1 && !alone.output.contains("shop"), "\(alone)")
      let word = try program.run(
        "snapshot", "shop", "--config", path, "--prometheus", "127.0.0.1:1", "--span", "0.5")
      #expect(word.error.contains(server) && word.error.contains("127.0.0.1:2: "), "\(word)")
      let terminal = try program.start("--config", path)
      try terminal.wait(toShow: "through Prometheus")
      try terminal.wait(toShow: "shop")
      try terminal.wait(toShow: "UNKNOWN")
      try terminal.wait(toShow: "DOWN")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }

  @Test("a completion script is written")
  func completions() async throws {
    try await Program.onItsOwnThread { program in
      for shell in ["bash", "zsh", "fish"] {
        let result = try program.run("--generate-completion-script", shell)
        #expect(result.status == 0)
        #expect(result.output.contains("print-config"))
      }
    }
  }

  @Test(
    "targets come and go with the file that names them; a broken one changes nothing and is told with its line"
  )
  func reloading() async throws {
    try await Program.onItsOwnThread { program in
      // Nobody listens there: the list is what this is about.
      let path = try ConfigurationTests.write("targets = [\"one=127.0.0.1:1\"]\n", "c.toml", in: program)
      let terminal = try program.start("--config", path, "--every", "0.5")
      try terminal.wait(toShow: "one", "connection refused")
      _ = try ConfigurationTests.write(
        "targets = [\"one=127.0.0.1:1\", \"two=127.0.0.1:3\"]\n", "c.toml", in: program)
      terminal.send(SIGUSR1)
      try terminal.wait(toShow: "two", "2 targets: 1 added")
      _ = try ConfigurationTests.write("\ntarget = 5\n", "c.toml", in: program)
      terminal.type("\u{12}")
      try terminal.wait(toShow: "kept as it was", "c.toml:2")
      #expect(terminal.shows("two"))
      _ = try ConfigurationTests.write("targets = [\"two=127.0.0.1:3\"]\n", "c.toml", in: program)
      try terminal.wait(toShow: "1 target: 1 removed")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
