import ArgumentParser
import Configuration
import Dashboard
import Scraping

/// What the configuration and the command line come to.
struct Setup {
  let loaded: Loaded
  let targets: [ScrapeTarget]
  /// How the targets were found, and how to look again.
  let search: TargetSearch

  var settings: Settings { loaded.settings }
  /// Whether nobody has said what to watch.
  let isStandard: Bool
  /// Whether a Prometheus server is asked, though perhaps only the configuration names one.
  let usesServer: Bool

  /// Reads the configuration, lets the options win over it, and finds the targets. Where the options ask only about
  /// the configuration, this is where the process ends.
  static func load(
    _ config: ConfigOptions, targets words: [String] = [], window: Window? = nil,
    screen: ScreenOptions? = nil,
    access: AccessChange = AccessChange(), prometheus: PrometheusOptions? = nil
  ) throws -> Setup {
    var request = ConfigRequest(
      file: config.file, words: words, prometheus: config.prometheusConfig, jobs: config.jobs, window: window,
      interval: screen?.interval, theme: screen?.theme, glyphs: screen?.glyphs,
      mouse: screen?.mouse == true ? true : nil, access: access,
      server: prometheus == nil ? .never : prometheus?.url == nil ? .configured : .chosen)
    let (loaded, sources) = request.read()
    if config.prints { FileText.standardOutput(SettingsPage.text(of: loaded)) }
    request.settle(loaded)
    let access = request.accessOfTargets(loaded)
    var search = TargetSearch(request: request, access: access)
    let found = search.find(sources)
    var problems = loaded.problems.map(\.description) + found.mistakes
    if problems.isEmpty, let usage = found.usage { throw ValidationError(usage) }
    if found.targets.isEmpty, !request.usesServer(loaded) { problems += found.troubles }
    let setup = Setup(
      loaded: loaded, targets: Roster.targets(found.targets).map(access.applied), search: search,
      isStandard: sources.isStandard, usesServer: request.usesServer(loaded))
    if config.checks {
      problems += setup.themeProblem.map { [$0] } ?? []
      setup.tell(found, hasProblems: !problems.isEmpty)
    }
    guard problems.isEmpty else { throw Failure(problems: problems, isAsked: config.checks || config.prints) }
    if config.prints || config.checks { throw ExitCode.success }
    return setup
  }

  /// What `--check-config` says besides mistakes.
  private func tell(_ found: Discovered, hasProblems: Bool) {
    let asides = found.troubles + found.notes.map { "\($0) (a note)" }
    FileText.standardOutput(asides.map { $0 + "\n" }.joined())
    guard !hasProblems else { return }
    var count = "\(targets.count) \(targets.count == 1 ? "target" : "targets")"
    if usesServer {
      count =
        (targets.isEmpty ? "" : "\(count), and ")
        + "what \(settings.prometheus.address ?? "the server") tells of"
    }
    FileText.standardOutput("\(loaded.file ?? "no configuration"): nothing is wrong; \(count)\n")
  }

  /// The themes, the one chosen first.
  func themes() throws -> ThemeShelf {
    do {
      return try ThemeShelf.open(choice: settings.theme)
    } catch {
      guard case .line = loaded.origin(of: "theme"), let problem = themeProblem else {
        throw ValidationError("\(error)")
      }
      throw Failure(problems: [problem], isAsked: false)
    }
  }

  /// What is wrong with the theme that the file chooses.
  private var themeProblem: String? {
    guard case .line(let line) = loaded.origin(of: "theme"), let file = loaded.file else { return nil }
    do {
      _ = try ThemeShelf.open(choice: settings.theme)
      return nil
    } catch {
      return Problem(file: file, line: line, words: "\(error)").description
    }
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
