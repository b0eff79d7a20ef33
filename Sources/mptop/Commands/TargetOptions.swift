import ArgumentParser
import Dashboard
import Drawing
import Scraping

/// What to watch and over which window.
struct TargetOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("What to watch: HOST:PORT, a URL, NAME=URL, or unix:/PATH.", valueName: "target"))
  var targets: [String] = []

  @Option(
    name: [.customLong("window"), .customShort("w")],
    help: "The window that rates and percentiles rest on: 30s, 1m, 5m or 15m.")
  var window: String = "1m"

  func validate() throws {
    guard Window(argument: window) != nil else {
      throw ValidationError("'\(window)' is no window of time: choose 30s, 1m, 5m or 15m")
    }
    _ = try scrapeTargets()
  }

  var chosenWindow: Window { Window(argument: window) ?? .oneMinute }

  /// The targets named; mPanel's own default where there are none.
  func scrapeTargets() throws -> [ScrapeTarget] {
    // A single bare word without a port or dot is more likely a mistyped command than a host.
    if targets.count == 1,
      ["snap", "snapshots", "dem", "doctors", "checks", "record", "replay"].contains(targets[0])
    {
      throw ValidationError(
        "there is no command '\(targets[0])'; the commands are demo, snapshot, check and doctor. A host of that name is \(targets[0]):2271"
      )
    }
    do {
      return try TargetAddress.targets(targets.isEmpty ? [TargetOptions.standard] : targets)
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// Where mPanel listens unless it is told otherwise.
  static let standard = "127.0.0.1:2271"
}
