import ArgumentParser
import Dashboard
import Dispatch
import Glibc
import MPanel

/// `mptop check`: one look, for a monitoring system.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "One look as a monitoring plugin: a line with the worst, figures, and an exit status.",
    discussion: """
      The exit status is 0 for OK, 1 for a warning, 2 for something critical and 3 for what could not be known, \
      a wrong command line among it.

      Without thresholds the alerts of the dashboard decide. NAME=RANGE replaces them for one figure:
      \(CheckMeasure.all.map { "  \($0.name)\(String(repeating: " ", count: max(14 - $0.name.count, 1)))\($0.words)\($0.unit.isEmpty ? "" : ", \($0.unit)")" }.joined(separator: "\n"))

      RANGE is that of the monitoring plugins: 10 alerts above 10 or below 0, 10: below 10, ~:10 above 10, 10:20 \
      outside and @10:20 inside.
      """)

  @OptionGroup var what: TargetOptions
  @OptionGroup var prometheus: PrometheusOptions

  @Option(
    name: [.customLong("warning"), .customShort("w")],
    help: ArgumentHelp("When a figure is a warning; as often as wanted.", valueName: "name=range"))
  var warning: [String] = []

  @Option(
    name: [.customLong("critical"), .customShort("c")],
    help: ArgumentHelp("When a figure is critical; as often as wanted.", valueName: "name=range"))
  var critical: [String] = []

  @Option(
    help: ArgumentHelp(
      "Seconds after which everything still unknown is given up, 1 to 300.", valueName: "seconds"))
  var timeout: Double = 30

  @OptionGroup var span: SpanOptions

  func validate() throws {
    guard timeout.isFinite, (1...300).contains(timeout) else {
      throw ValidationError("--timeout \(timeout) is not between 1 and 300 seconds")
    }
    _ = try thresholds()
  }

  func run() throws {
    giveUpInTime()
    let setup = try what.setup(prometheus: prometheus)
    let look = Look(setup, server: try prometheus.server(setup, what), span: span.duration)
    let state: State
    do {
      state = try look.state()
    } catch {
      CheckCommand.print("MPTOP UNKNOWN: \(error)\n")
      throw ExitCode(CheckReport.Status.unknown.rawValue)
    }
    let report = CheckReport(
      state.readings(), thresholds: setup.settings.preferences.thresholds.overridden(by: try thresholds()))
    CheckCommand.print(report.text)
    throw ExitCode(report.status.rawValue)
  }

  private func thresholds() throws -> Thresholds {
    var thresholds = Thresholds()
    do {
      for word in warning { try thresholds.set(word, .warning) }
      for word in critical { try thresholds.set(word, .critical) }
    } catch {
      throw ValidationError("\(error)")
    }
    return thresholds
  }

  /// A verdict that nobody can read is no warning: it is unknown.
  private static func print(_ text: String) {
    FileText.standardOutput(text, failure: CheckReport.Status.unknown.rawValue)
  }

  /// A monitoring system that ends a plugin itself learns nothing from it.
  private func giveUpInTime() {
    let seconds = timeout
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
      CheckCommand.print("MPTOP UNKNOWN: no verdict within \(CheckRange.digits(seconds)) s\n")
      _exit(CheckReport.Status.unknown.rawValue)
    }
  }
}
