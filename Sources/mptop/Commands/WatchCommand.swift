import ArgumentParser
import Scraping

/// `mptop [TARGET …]`: the live dashboard.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "The live dashboard: what mptop does without the name of a command.",
    shouldDisplay: false)

  @OptionGroup var what: TargetOptions
  @OptionGroup var prometheus: PrometheusOptions
  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let setup = try what.setup(screen: screen, prometheus: prometheus)
    let server = try prometheus.server(setup, what)
    var hint = setup.targets.isEmpty ? server.map { "mptop goes on trying: \($0.words)" } : nil
    if setup.isStandard {
      hint = """
        This is where an mPanel listens by itself. mptop goes on trying.

        Another place:   mptop HOST:PORT
        Through SSH:     mptop ssh://HOST
        Just looking:    mptop demo
        """
    }
    let live = Live(
      targets: setup.targets, prometheus: server, settings: setup.settings, themes: try setup.themes(),
      hint: hint, search: setup.search)
    throw ExitCode(try live.run())
  }
}
