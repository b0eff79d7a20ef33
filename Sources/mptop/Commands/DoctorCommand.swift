import ArgumentParser
import Dashboard
import Drawing
import MPanel
import Scraping

/// `mptop doctor`: what an instance answers and exports, and what to do about what it does not.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Try every endpoint of an instance, and say what it exports and what it does not.",
    discussion: """
      Each target is asked about ten times, of which at most seven count against its rate limit. The exit status is 0 \
      where pool, queues and breakers are exported, 1 where something is missing, and 2 where no page of metrics came.
      """)

  @OptionGroup var what: TargetOptions

  func run() throws {
    let setup = try what.setup()
    let results = Blocking.value { [targets = setup.targets] in
      await Examination.of(targets, userAgent: Version.userAgent)
    }
    var texts: [String] = []
    var watches: [Watch] = []
    var isComplete = true
    for result in results {
      let reports = result.reports.sorted { $0.at < $1.at }
      guard let first = reports.first, let last = reports.last else { continue }
      var watch = Watch(
        target: result.target, interval: setup.settings.interval, started: first.exchange.started)
      for report in reports { watch.take(report) }
      let report = DoctorReport(watch, result.checkup, at: last.at, version: Version.text)
      texts.append(report.text)
      isComplete = isComplete && report.isComplete
      watches.append(watch)
    }
    FileText.standardOutput(texts.joined(separator: "\n"))
    if watches.contains(where: { $0.lastGoodScrape == nil }) { throw ExitCode(2) }
    if !isComplete { throw ExitCode(1) }
  }
}
