import Foundation
import Testing

@Suite("Without a terminal")
struct WithoutATerminalTests {
  @Test("the dashboard refuses in words and names the snapshot")
  func dashboard() async throws {
    try await Program.onItsOwnThread { program in
      let result = try program.run("demo")
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.error.contains("mptop snapshot"))
    }
  }

  @Test("a snapshot of nothing says so in its text and with status 1")
  func nothingThere() async throws {
    try await Program.onItsOwnThread { program in
      let result = try program.run("snapshot", "127.0.0.1:1", "--span", "0.5")
      #expect(result.status == 1)
      #expect(result.output.contains("connection refused"))
    }
  }

  @Test("a snapshot goes to a file where it is told to, whole, and nothing to standard output")
  func toFile() async throws {
    try await Program.onItsOwnThread { program in
      let result = try program.run("snapshot", "127.0.0.1:1", "--span", "0.5", "-o", "now.txt")
      #expect(result.output.isEmpty)
      let text = try String(contentsOfFile: "\(program.folder)/now.txt", encoding: .utf8)
      #expect(text.hasPrefix("# mptop ") && text.hasSuffix("\n"))
      let failed = try program.run("snapshot", "127.0.0.1:1", "--span", "0.5", "-o", "no/such/folder/now.txt")
      #expect(failed.status != 0)
      #expect(failed.error.contains("no/such/folder"))
    }
  }

  @Test("names in files that others wrote bring nothing to the terminal but what can be seen of them")
  func hostileNames() async throws {
    try await Program.onItsOwnThread { program in
      let text = #"scrape_configs: [{ job_name: "\e[31mred\u009b1m" }, { job_name: "\e]52;c;eA==\a" }]"#
      try text.write(toFile: "\(program.folder)/p.yml", atomically: true, encoding: .utf8)
      for arguments in [["--check-config"], [], ["--job", "\u{1B}[2J"]] {
        let result = try program.run(["--prometheus-config", "p.yml"] + arguments)
        let said = result.output + result.error
        #expect(said.contains("red"), "\(said.debugDescription)")
        #expect(said.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      }
    }
  }

  @Test("text that cannot be written is told")
  func fullDisk() async throws {
    try await Program.onItsOwnThread { program in
      let full = try program.start(
        shell: "\"$0\" snapshot 127.0.0.1:1 --span 0.5 > /dev/full; echo status=$?")
      try full.wait(toShow: "status=1")
      #expect(full.shows("cannot write to standard output"), "\(full.screen)")
      _ = try full.end()
    }
  }

  @Test("a check ends with the convention's status, 3 for a wrong command line")
  func check() async throws {
    try await Program.onItsOwnThread { program in
      let down = try program.run("check", "127.0.0.1:1", "--span", "0.5")
      #expect(down.status == 2)
      #expect(
        down.output.hasPrefix("MPTOP CRITICAL: 0 of 1 well; CRITICAL 127.0.0.1:1: DOWN, connection refused"))
      let wrong = try program.run("check", "--span", "x")
      #expect(wrong.status == 3)
      #expect(wrong.output.hasPrefix("MPTOP UNKNOWN: "))
    }
  }

  @Test("JSON is JSON")
  func json() async throws {
    try await Program.onItsOwnThread { program in
      let result = try program.run("snapshot", "127.0.0.1:1", "--span", "0.5", "--format", "json")
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      let instances = object?["instances"] as? [[String: Any]]
      #expect(instances?.first?["state"] as? String == "DOWN")
    }
  }

  @Test(
    "what is wrong on the command line is named",
    arguments: [
      (["http://"], "http://"), (["--every", "0"], "--every"), (["--window", "7m"], "7m"),
      (["--theme", "drak"], "did you mean dark"), (["snapshot", "--size", "big"], "big"),
      (["demo", "--serve", "0"], "--serve"),
    ])
  func wrong(arguments: [String], words: String) async throws {
    try await Program.onItsOwnThread { program in
      let result = try program.run(arguments)
      #expect(result.status == 64, "\(arguments): \(result.error)")
      #expect(result.error.contains(words), "\(result.error)")
    }
  }

  @Test("a theme file is reported with file, line, word, and the nearest valid one")
  func themes() async throws {
    try await Program.onItsOwnThread { program in
      for (text, words) in [
        (
          "[roles]\nlabel = \"cyan\"\ncritcal = \"red\"\n",
          "line 3: critcal is no role; did you mean critical?"
        ),
        ("[roles]\nlabel = 7\n", "line 2"), ("[roles]\nlabel = \"cyna\"\n", "did you mean \"cyan\"?"),
        ("base = \"defualt\"\n", "line 1"), ("[roles\n", "line 1"),
      ] {
        try text.write(toFile: "\(program.folder)/mine.toml", atomically: true, encoding: .utf8)
        let result = try program.run("--theme", "./mine.toml")
        #expect(result.status == 64)
        #expect(result.error.contains("mine.toml") && result.error.contains(words), "\(result.error)")
      }
    }
  }
}
