import Foundation
import PseudoTerminal

/// The built program, run in a folder of its own.
struct Program {
  /// `MPTOP_BINARY`, else the one beside this test bundle.
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["MPTOP_BINARY"] {
      return URL(fileURLWithPath: given).path
    }
    let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: runner).deletingLastPathComponent().appendingPathComponent("mptop").path
  }()

  /// Where it runs and saves; its own, and empty at first.
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mptop-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }

  static func environment(_ changes: [String: String]) -> [String: String] {
    let plain = [
      "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
      "TZ": "UTC",
    ].merging(
      ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }, uniquingKeysWith: { $1 })
    return plain.merging(changes, uniquingKeysWith: { $1 }).filter { !$0.value.isEmpty }
  }

  func start(
    _ arguments: String..., environment: [String: String] = [:], columns: Int = 120, rows: Int = 40
  ) throws -> PseudoTerminal {
    try start(Program.path, arguments, environment: environment, columns: columns, rows: rows)
  }

  func start(arguments: [String], environment: [String: String] = [:]) throws -> PseudoTerminal {
    try start(Program.path, arguments, environment: environment, columns: 120, rows: 40)
  }

  /// Starts a shell with a script, in which `$0` is the program.
  func start(shell script: String, columns: Int = 120, rows: Int = 40) throws -> PseudoTerminal {
    try start("/bin/sh", ["-c", script, Program.path], environment: [:], columns: columns, rows: rows)
  }

  private func start(
    _ program: String, _ arguments: [String], environment: [String: String], columns: Int, rows: Int
  ) throws -> PseudoTerminal {
    guard FileManager.default.isExecutableFile(atPath: Program.path) else {
      throw PseudoTerminal.Problem(
        description: "no program at \(Program.path): swift build makes it, or set MPTOP_BINARY")
    }
    return try PseudoTerminal(
      program, arguments, environment: Program.environment(environment), folder: folder,
      columns: columns,
      rows: rows)
  }

  /// Runs it to its end without a terminal.
  func run(_ arguments: String...) throws -> (status: Int32, output: String, error: String) {
    try run(arguments)
  }

  func run(_ arguments: [String]) throws -> (status: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments
    process.environment = Program.environment([:])
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    let error = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = error
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let words = error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: text, as: UTF8.self), String(decoding: words, as: UTF8.self)
    )
  }

  /// Runs blocking work on a thread of its own, so that tests that wait for a terminal hold up no others.
  static func onItsOwnThread(_ work: @escaping @Sendable (Program) throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let program = try Program()
            defer { program.cleanUp() }
            try work(program)
          })
      }
    }
  }
}
