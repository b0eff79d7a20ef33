import ArgumentParser
import Dashboard
import MPanel

/// `mptop doctor`: what an instance answers and exports, and what to do about what it does not.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Try every endpoint of an instance, and say what it exports and what it does not.",
    discussion: """
      The exit status is 0 where pool, queues and breakers are exported, 1 where something is missing, and 2 where \
      no page of metrics came.
      """)

  @OptionGroup var what: TargetOptions

  func run() throws {
    let look = Look(
      try what.setup(), span: .seconds(2), probes: [.health, .ready, .live])
    let state = look.state()
    let reports = state.watches.map { DoctorReport($0, at: state.now, version: Version.text) }
    FileText.standardOutput(reports.map(\.text).joined(separator: "\n"))
    if state.watches.contains(where: { $0.lastGoodScrape == nil }) { throw ExitCode(2) }
    if !reports.allSatisfy(\.isComplete) { throw ExitCode(1) }
  }
}
