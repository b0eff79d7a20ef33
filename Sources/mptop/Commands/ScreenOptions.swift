import ArgumentParser
import Drawing

/// How the dashboard looks and how often it asks.
struct ScreenOptions: ParsableArguments {
  @Option(
    name: [.customLong("every"), .customShort("d")],
    help: ArgumentHelp("Seconds between two looks at the metrics, 0.5 to 300.", valueName: "seconds"))
  var every: Double?

  @Option(
    help: ArgumentHelp(
      "The theme: \(ThemeShelf.builtInNames.joined(separator: ", ")), or a file.", valueName: "name"))
  var theme: String?

  @Option(help: "What charts are made of: blocks, braille or ascii.")
  var glyphs: Glyphs?

  @Flag(help: "Use the mouse: click selects, a second click opens, the wheel scrolls.")
  var mouse = false

  func validate() throws {
    guard let every else { return }
    guard every.isFinite, (0.5...300).contains(every) else {
      throw ValidationError("--every \(every) is not between 0.5 and 300 seconds")
    }
  }

  var interval: Duration? { every.map { .milliseconds(Int(($0 * 1000).rounded())) } }
}

extension Glyphs: ExpressibleByArgument {}
