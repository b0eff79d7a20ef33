import ArgumentParser
import Configuration
import Dashboard
import Scraping

/// What the configuration and the command line come to.
struct Setup {
  var loaded: Loaded
  var targets: [ScrapeTarget]

  var settings: Settings { loaded.settings }

  /// Reads the configuration, lets the options win over it, and finds the targets. Where the options ask only about
  /// the configuration, this is where the process ends.
  static func load(
    _ config: ConfigOptions, targets words: [String]? = nil, window: Window? = nil,
    screen: ScreenOptions? = nil
  ) throws -> Setup {
    var loaded = ConfigFile.load(config.file)
    loaded.set("window", \.window, to: window)
    loaded.set("every", \.interval, to: screen?.interval)
    loaded.set("theme", \.theme, to: screen?.theme)
    loaded.set("glyphs", \.glyphs, to: screen?.glyphs)
    loaded.set("mouse", \.preferences.mouse, to: screen?.mouse == true ? true : nil)
    if config.prints { FileText.standardOutput(SettingsPage.text(of: loaded)) }
    var problems = loaded.problems.map(\.description)
    var targets: [ScrapeTarget] = []
    do {
      targets = try scrapeTargets(words ?? [], loaded.settings)
    } catch {
      guard (words ?? []).isEmpty else { throw ValidationError(error.description) }
      problems.append(error.description)
    }
    let setup = Setup(loaded: loaded, targets: targets)
    if config.checks {
      do {
        _ = try setup.themes()
      } catch let failure as Failure {
        problems += failure.problems
      }
    }
    if config.checks, problems.isEmpty {
      FileText.standardOutput("\(loaded.file ?? "no configuration"): nothing is wrong\n")
    }
    guard problems.isEmpty else { throw Failure(problems: problems, isAsked: config.checks || config.prints) }
    if config.prints || config.checks { throw ExitCode.success }
    return setup
  }

  /// The themes, the one chosen first.
  func themes() throws -> ThemeShelf {
    do {
      return try ThemeShelf.open(choice: settings.theme)
    } catch {
      guard case .line(let line) = loaded.origin(of: "theme"), let file = loaded.file else {
        throw ValidationError("\(error)")
      }
      throw Failure(problems: ["\(Problem(file: file, line: line, words: "\(error)"))"], isAsked: false)
    }
  }

  private static func scrapeTargets(_ words: [String], _ settings: Settings) throws(TargetError)
    -> [ScrapeTarget]
  {
    let words = words.isEmpty ? settings.targets : words
    return try TargetAddress.targets(words.isEmpty ? [TargetOptions.standard] : words)
  }

  /// A configuration with mistakes: nothing is guessed from it.
  struct Failure: Error, CustomStringConvertible {
    var problems: [String]
    var isAsked: Bool

    /// EX_CONFIG of sysexits.h; 1 for those who asked.
    var status: ExitCode { ExitCode(isAsked ? 1 : 78) }

    var description: String {
      (problems + (isAsked ? [] : ["mptop --config /dev/null starts without it"])).joined(separator: "\n")
    }
  }
}
