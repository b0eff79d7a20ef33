import ArgumentParser
import Dashboard

/// The command line: `main` is synchronous, so that the dashboard keeps the process' first thread.
@main
struct Mptop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mptop",
    abstract: "Watch mPanel instances live in the terminal.",
    usage: """
      mptop [TARGET ...] [--every SECONDS] [--window WINDOW] [--theme NAME] [--glyphs GLYPHS]
      mptop demo | snapshot | check | doctor [OPTIONS]
      """,
    discussion: """
      A target is HOST:PORT, a URL, ssh://HOST, NAME=URL or unix:/PATH; without one, the mPanel at 127.0.0.1:2271 is watched.
      In the dashboard: ? for help, Tab flips instances, s saves a snapshot, q quits.
      'mptop watch --help' explains the options of the dashboard.
      """,
    version: Version.text,
    subcommands: [
      WatchCommand.self, DemoCommand.self, SnapshotCommand.self, CheckCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: WatchCommand.self)

  private static var isCheck: Bool {
    CommandLine.arguments.dropFirst().first == CheckCommand.configuration.commandName
  }

  static func main() {
    StandardStreams.keepPlaces()
    do {
      try ArgumentBytes.check()
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Setup.Failure where !isCheck {
      FileText.standardError("\(failure)\n")
      exit(withError: failure.status)
    } catch {
      // To a monitoring system status 64 means nothing: what could not be asked is unknown.
      let failure = error as? Setup.Failure
      guard isCheck, failure != nil || exitCode(for: error) == .validationFailure else { leave(error) }
      let unknown = CheckReport.Status.unknown.rawValue
      FileText.standardOutput(
        "MPTOP UNKNOWN: \(failure?.problems.first ?? message(for: error))\n", failure: unknown)
      exit(withError: ExitCode(unknown))
    }
  }

  /// Ends as the library does, but for what it does not look at: whether its words could be written.
  private static func leave(_ error: any Error) -> Never {
    let text = fullMessage(for: error)
    let code = exitCode(for: error)
    if !text.isEmpty {
      if code == .success {
        FileText.standardOutput(text + "\n")
      } else {
        FileText.standardError(text + "\n")
      }
    }
    exit(withError: code)
  }
}
