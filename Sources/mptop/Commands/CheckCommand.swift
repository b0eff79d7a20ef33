import ArgumentParser
import Dashboard

/// `mptop check`: one look, for a monitoring system.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "One look as a monitoring plugin: a line with the worst, figures, and an exit status.",
    discussion: """
      The exit status is 0 for OK, 1 for a warning, 2 for something critical and 3 for what could not be known, \
      a wrong command line among it.
      """)

  @OptionGroup var what: TargetOptions
  @OptionGroup var span: SpanOptions

  func run() throws {
    let look = Look(try what.setup(), span: span.duration)
    let report = CheckReport(look.state().readings())
    FileText.standardOutput(report.text)
    throw ExitCode(report.status.rawValue)
  }
}
