import Glibc
import MPanel
import Subprocess

/// One run of ssh, from its start to its end.
struct SSHProcess: Sendable {
  var program: String
  var arguments: [String]
  /// What it makes once it has been let in.
  var sockets: [String]

  /// Ends with the process: by itself, or soon after the task is cancelled. Gives words for an end that ssh itself says
  /// nothing of.
  func run(
    isUp: @escaping @Sendable () async -> Void, said: @escaping @Sendable (String) async -> Void
  ) async -> String? {
    var options = PlatformOptions()
    // Keys such as Ctrl-C and Ctrl-Z are for us.
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
    ]
    do {
      let result = try await Subprocess.run(
        program.contains("/") ? .path(.init(program)) : .name(program), arguments: Arguments(arguments),
        platformOptions: options, input: .inputWriter, output: .discarded, error: .sequence
      ) { process in
        try await withThrowingTaskGroup(of: Void.self) { tasks in
          tasks.addTask {
            try await socketsAppear()
            await isUp()
            // The pipe to ssh stays open until it ends.
            try await Task.sleep(for: .seconds(1 << 30))
          }
          for try await line in process.standardError.strings() { await said(line) }
          tasks.cancelAll()
        }
      }
      return "ssh ended (\(result.terminationStatus))"
    } catch is CancellationError {
      return nil
    } catch is Hesitation {
      return "ssh: not let in within a minute"
    } catch let error as SubprocessError where error.code == .executableNotFound || error.code == .spawnFailed
    {
      return "\(CleanText.of(program, limit: 60)) cannot be run: is it installed?"
    } catch {
      return "ssh was ended: what it says cannot be read"
    }
  }

  /// ssh limits the time until it has a connection, not until it is let in.
  private struct Hesitation: Error {}

  private func socketsAppear() async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    repeat {
      guard ContinuousClock.now < deadline else { throw Hesitation() }
      try await Task.sleep(for: .milliseconds(20))
    } while !sockets.allSatisfy { access($0, F_OK) == 0 }
    // Bound comes before listening.
    try await Task.sleep(for: .milliseconds(10))
  }
}
