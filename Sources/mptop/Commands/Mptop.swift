import ArgumentParser

/// The command line: `main` is synchronous, so that the dashboard keeps the process' first thread.
@main
struct Mptop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mptop",
    abstract: "Watch mPanel instances live in the terminal.",
    usage: """
      mptop [TARGET ...] [--every SECONDS] [--window WINDOW] [--theme NAME] [--glyphs GLYPHS]
      mptop demo | snapshot [OPTIONS]
      """,
    discussion: """
      A target is HOST:PORT, a URL, NAME=URL or unix:/PATH; without one, the mPanel at 127.0.0.1:2271 is watched.
      In the dashboard: ? for help, Tab flips instances, s saves a snapshot, q quits.
      'mptop watch --help' explains the options of the dashboard.
      """,
    version: Version.text,
    subcommands: [WatchCommand.self, DemoCommand.self, SnapshotCommand.self],
    defaultSubcommand: WatchCommand.self)
}
