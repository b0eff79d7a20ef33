import Foundation
import Testing

@Suite("Standard streams")
struct StandardStreamsTests {
  /// What a shell prints that runs a script in which `$0` is the program.
  private static func shell(_ program: Program, _ script: String, shows words: String...) throws {
    let shell = try program.start(shell: "\(script) echo status=$?.", columns: 200)
    try shell.wait(toShow: "status=")
    for words in words { #expect(shell.shows(words), "\(script)\n\(shell.screen)") }
    _ = try shell.end()
  }

  @Test(
    "what is printed into a closed or a full standard output is told, whatever was asked for",
    arguments: [
      "--help", "--version", "snapshot --help", "snapshot 127.0.0.1:1 --span 0.5", "doctor 127.0.0.1:1",
      "--print-config",
    ])
  func lost(arguments: String) async throws {
    try await Program.onItsOwnThread { program in
      try Self.shell(
        program, "\"$0\" \(arguments) >&-;", shows: "cannot write to standard output: Bad file descriptor",
        "status=1.")
      try Self.shell(
        program, "\"$0\" \(arguments) > /dev/full;", shows: "cannot write to standard output: No space left",
        "status=1.")
    }
  }

  @Test("a verdict that nobody can read is unknown to a monitoring system, not a warning")
  func lostVerdict() async throws {
    try await Program.onItsOwnThread { program in
      for arguments in ["127.0.0.1:1 --span 0.5", "--span x"] {
        try Self.shell(program, "\"$0\" check \(arguments) >&-;", shows: "cannot write", "status=3.")
        try Self.shell(program, "\"$0\" check \(arguments) > /dev/full;", shows: "cannot write", "status=3.")
      }
    }
  }

  @Test("a program without any standard stream writes nothing to the server that it asks")
  func noStreams() async throws {
    try await Program.onItsOwnThread { program in
      try Self.shell(
        program, "\"$0\" snapshot 127.0.0.1:1 --span 0.5 -o now.txt <&- >&- 2>&-;", shows: "status=1.")
      #expect(FileManager.default.fileExists(atPath: "\(program.folder)/now.txt"))
    }
  }

  @Test("a reader that has read enough is no failure to tell of")
  func brokenPipe() async throws {
    try await Program.onItsOwnThread { program in
      try Self.shell(
        program, "\"$0\" snapshot 127.0.0.1:1 --span 0.5 2> errors | head -1; cat errors;",
        shows: "# mptop ", "connection refused")
    }
  }

  @Test("a dash is standard output, and no file of that name is written")
  func dash() async throws {
    try await Program.onItsOwnThread { program in
      let result = try program.run("snapshot", "127.0.0.1:1", "--span", "0.5", "-o", "-")
      #expect(result.output.hasPrefix("# mptop "))
      #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder).isEmpty)
    }
  }

  @Test("a FIFO gets the text once it is read, and is given up where nobody does")
  func fifo() async throws {
    try await Program.onItsOwnThread { program in
      try Self.shell(
        program,
        "mkfifo f; (sleep 2; head -1 f) & \"$0\" snapshot 127.0.0.1:1 --span 0.5 -o f 2> errors; wait $!;",
        shows: "# mptop ", "status=0.")
      try Self.shell(
        program, "\"$0\" snapshot 127.0.0.1:1 --span 0.5 -o f;",
        shows: "cannot write f: No such device or address", "status=1.")
    }
  }

  @Test("words that are no UTF-8 are refused, so that no file gets a name that nobody gave it")
  func notText() async throws {
    try await Program.onItsOwnThread { program in
      let name = #""$(printf 'caf\351')""#
      try Self.shell(program, "\"$0\" snapshot 127.0.0.1:1 -o \(name);", shows: "is not UTF-8", "status=64.")
      try Self.shell(
        program, "\"$0\" check \(name);", shows: "MPTOP UNKNOWN: ‘caf�’ is not UTF-8", "status=3.")
      #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder).isEmpty)
    }
  }

  @Test(
    "names of files that are empty are told at once", arguments: ["-o", "--config", "--prometheus-config"])
  func emptyNames(option: String) async throws {
    try await Program.onItsOwnThread { program in
      let result = try program.run("snapshot", "127.0.0.1:1", option, "")
      #expect(result.status == 64)
      #expect(result.error.contains("takes the name of a file"), "\(result.error)")
    }
  }
}
