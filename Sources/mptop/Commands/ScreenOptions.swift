import ArgumentParser
import Drawing

/// How the dashboard looks and how often it asks.
struct ScreenOptions: ParsableArguments {
  @Option(
    name: [.customLong("every"), .customShort("d")],
    help: ArgumentHelp("Seconds between two looks at the metrics, 0.5 to 300.", valueName: "seconds"))
  var every: Double = 2

  @Option(
    help: ArgumentHelp(
      "The theme: \(ThemeShelf.builtInNames.joined(separator: ", ")), or a file.", valueName: "name"))
  var theme: String?

  @Option(help: "What charts are made of: blocks, braille or ascii.")
  var glyphs: Glyphs?

  func validate() throws {
    guard every.isFinite, (0.5...300).contains(every) else {
      throw ValidationError("--every \(every) is not between 0.5 and 300 seconds")
    }
    _ = try chosenThemes()
  }

  var interval: Duration { .milliseconds(Int((every * 1000).rounded())) }

  func chosenThemes() throws -> ThemeShelf {
    do {
      return try ThemeShelf.open(choice: theme)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

extension Glyphs: ExpressibleByArgument {}
