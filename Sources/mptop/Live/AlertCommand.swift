import Dashboard
import MPanel
import Subprocess
import Synchronization

/// Runs the operator's command for an alert: without a shell, with the data in its environment alone.
final class AlertCommand: Sendable {
  /// A command that takes longer is ended.
  private static let limit: Duration = .seconds(30)
  /// More at once than this are left out: whatever they do is slow already.
  private static let mostAtOnce = 4

  private let running = Mutex(0)
  private let say: @Sendable (Event) -> Void

  init(say: @escaping @Sendable (Event) -> Void) { self.say = say }

  func run(_ notice: AlertNotice) {
    guard let program = notice.command.first else { return }
    let mayRun = running.withLock { running in
      guard running < AlertCommand.mostAtOnce else { return false }
      running += 1
      return true
    }
    guard mayRun else {
      complain("left out: \(AlertCommand.mostAtOnce) of them are running")
      return
    }
    Task { [self] in
      let trouble = await AlertCommand.outcome(program, notice)
      running.withLock { $0 -= 1 }
      if let trouble { complain(trouble) }
    }
  }

  private func complain(_ words: String) { say(.notice("the alert command was \(words)", isError: true)) }

  /// Waits for the command to end. Gives words for what went wrong; nil where nothing did.
  private static func outcome(_ program: String, _ notice: AlertNotice) async -> String? {
    await withTaskGroup(of: String?.self) { tasks in
      tasks.addTask { await run(program, notice) }
      tasks.addTask {
        do { try await Task.sleep(for: limit) } catch { return nil }
        return "ended: it took longer than 30 s"
      }
      let first = await tasks.next() ?? nil
      tasks.cancelAll()
      return first
    }
  }

  private static func run(_ program: String, _ notice: AlertNotice) async -> String? {
    var options = PlatformOptions()
    // Keys such as Ctrl-C and Ctrl-Z are for us.
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
    ]
    var environment: [Environment.Key: String?] = [:]
    for (name, value) in notice.environment {
      if let key = Environment.Key(rawValue: name) { environment[key] = value }
    }
    do {
      let result = try await Subprocess.run(
        program.contains("/" as Character) ? .path(.init(program)) : .name(program),
        arguments: Arguments(Array(notice.command.dropFirst())), environment: .inherit.updating(environment),
        platformOptions: options, input: .none, output: .discarded, error: .discarded)
      return result.terminationStatus.isSuccess ? nil : "run, and failed (\(result.terminationStatus))"
    } catch is CancellationError {
      return nil
    } catch {
      return "not run: \(CleanText.of(program, limit: 60)) cannot be started"
    }
  }
}
