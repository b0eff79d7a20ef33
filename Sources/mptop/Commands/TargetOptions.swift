import ArgumentParser
import Dashboard
import Scraping

/// What to watch and over which window.
struct TargetOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "What to watch: HOST:PORT, a URL, ssh://HOST, NAME=URL, unix:/PATH, dns+HOST or @GROUP.",
      valueName: "target"))
  var targets: [String] = []

  @OptionGroup var config: ConfigOptions

  @Option(
    name: .customLong("window"),
    help: "The window that rates and percentiles rest on: 30s, 1m, 5m or 15m.")
  var window: Window?

  @OptionGroup(title: "Access")
  var access: AccessOptions

  func validate() throws {
    // A single bare word without a port or dot is more likely a mistyped command than a host.
    if targets.count == 1,
      ["snap", "snapshots", "dem", "doctors", "checks", "record", "replay"].contains(targets[0])
    {
      throw ValidationError(
        "there is no command '\(targets[0])'; the commands are demo, snapshot, check and doctor. A host of that name is \(targets[0]):2271"
      )
    }
  }

  /// With what the configuration says.
  func setup(screen: ScreenOptions? = nil, prometheus: PrometheusOptions? = nil) throws -> Setup {
    try Setup.load(
      config, targets: targets, window: window, screen: screen, access: access.change, prometheus: prometheus)
  }
}

extension Window: ExpressibleByArgument {
  public static var allValueStrings: [String] { allCases.map { $0.words.filter { $0 != " " } } }
}
