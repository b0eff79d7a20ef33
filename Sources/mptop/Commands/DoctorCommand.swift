import ArgumentParser
import Dashboard
import Drawing
import MPanel
import Scraping

/// `mptop doctor`: what an instance answers and exports, and what to do about what it does not.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Try every endpoint of an instance, and say what is to be mended.",
    discussion: """
      Each target is asked about twelve times, of which at most seven count against its rate limit. The exit status is 0 \
      where nothing is to be mended, 1 where something is, and 2 where no page of metrics came.
      """)

  @OptionGroup var what: TargetOptions
  @OptionGroup var prometheus: PrometheusOptions

  @Flag(name: .customLong("all"), help: "Tell of every family in a line of its own, too.")
  var all = false

  func run() throws {
    let setup = try what.setup(prometheus: prometheus)
    var statuses: [Int32] = []
    if let server = try prometheus.server(setup, what) { statuses.append(look(through: server)) }
    if !setup.targets.isEmpty {
      if !statuses.isEmpty { FileText.standardOutput("\n") }
      statuses.append(look(at: setup))
    }
    if let worst = statuses.max(), worst > 0 { throw ExitCode(worst) }
  }

  /// Tells of targets that are asked directly. Gives the exit status.
  private func look(at setup: Setup) -> Int32 {
    let results = Blocking.value { [targets = setup.targets] in
      await Examination.of(targets, userAgent: Version.userAgent)
    }
    var texts: [String] = []
    var watches: [Watch] = []
    var isWell = true
    for result in results {
      let reports = result.reports.sorted { $0.at < $1.at }
      guard let first = reports.first, let last = reports.last else { continue }
      var watch = Watch(
        target: result.target, interval: result.target.interval ?? setup.settings.interval,
        started: first.exchange.started)
      for report in reports { watch.take(report) }
      let report = DoctorReport(watch, result.checkup, at: last.at, version: Version.text, listsFamilies: all)
      texts.append(report.text)
      isWell = isWell && report.isWell
      watches.append(watch)
    }
    FileText.standardOutput(texts.joined(separator: "\n"))
    if watches.contains(where: { $0.lastGoodScrape == nil }) { return 2 }
    return isWell ? 0 : 1
  }

  private func look(through server: PrometheusServer) -> Int32 {
    let (checkup, look) = Blocking.value {
      await PrometheusScraper.examine(server, userAgent: Version.userAgent)
    }
    let reports = Dictionary(grouping: look.reports.sorted { $0.at < $1.at }, by: \.target)
    let instances = look.targets.map {
      InstanceCheckup($0, interval: look.interval ?? .seconds(15), reports[$0.id] ?? [])
    }
    let report = DoctorReport(
      checkup, instances, at: Timekeeper.system.now(), version: Version.text, listsFamilies: all)
    FileText.standardOutput(report.text)
    if !instances.contains(where: { $0.watch.lastGoodScrape != nil }) { return 2 }
    return report.isWell ? 0 : 1
  }
}
