import ArgumentParser
import CursesTerminal
import Dashboard
import DemoFleet
import Glibc
import Scraping

/// `mptop demo`: the same dashboard on a pretend fleet that this process serves on loopback.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Watch a pretend fleet with incidents, served on loopback by mptop itself.",
    discussion: Scenario.allCases.map { "  \($0.rawValue): \($0.words)" }.joined(separator: "\n"))

  @Option(
    help: ArgumentHelp(
      "Serve the fleet from this port on, without a screen, until SIGTERM.", valueName: "port"))
  var serve: Int?

  @Option(help: "What happens: \(Scenario.allCases.map(\.rawValue).joined(separator: ", ")).")
  var scenario: Scenario = .incidents

  @Option(help: "The same number plays the same world.")
  var seed: UInt64 = 1

  @Flag(help: "With --serve: one line a request on standard error.")
  var log = false

  @Option(name: .customLong("window"), help: "The window: 30s, 1m, 5m or 15m.")
  var window: Window?

  @OptionGroup var config: ConfigOptions
  @OptionGroup var screen: ScreenOptions

  func validate() throws {
    if let serve, !(1...65_000).contains(serve) {
      throw ValidationError("--serve \(serve) is not a port from 1 to 65000")
    }
    if log, serve == nil { throw ValidationError("--log goes with --serve") }
  }

  func run() throws {
    let setup = try Setup.load(config, window: window, screen: screen)
    let themes = try setup.themes()
    let fleet: PretendFleet
    do {
      fleet = try startFleet()
    } catch let error as PretendFleet.StartError {
      FileText.standardError("mptop demo: \(error)\n")
      throw ExitCode(1)
    }
    guard serve == nil else {
      try Serving(fleet: fleet).run()
      return
    }
    let words = fleet.instances.map { "\($0.name)=\($0.address)" }
    let live = Live(
      targets: try TargetAddress.targets(words), settings: setup.settings, themes: themes, hint: nil)
    let status = try live.run()
    fleet.stopNow()
    throw ExitCode(status)
  }

  private func startFleet() throws -> PretendFleet {
    var logger: (@Sendable (String) -> Void)?
    if log { logger = { FileText.standardError($0 + "\n") } }
    return try PretendFleet.start(
      scenario: scenario, seed: seed, firstPort: serve, unixSeconds: Timekeeper.system.now().unixSeconds,
      log: logger)
  }
}

extension Scenario: ExpressibleByArgument {}
