import Dashboard
import Drawing
import MPanel
import Scraping
import Telemetry

/// One look at some targets, for the commands that print and leave, as a state: two scrapes and the probes of those
/// that are asked directly, and what a Prometheus server stored of others.
struct Look {
  private let setup: Setup
  private let server: PrometheusServer?
  private let span: Duration
  private let size: Size
  private let glyphs: Glyphs

  init(
    _ setup: Setup, server: PrometheusServer?, span: Duration, size: Size = Size(columns: 120, rows: 40),
    glyphs: Glyphs = .blocks
  ) {
    self.setup = setup
    self.server = server
    self.span = span
    self.size = size
    self.glyphs = glyphs
  }

  /// A server that tells nothing, where there is nothing else to see.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  func state() throws(Failure) -> State {
    let started = Timekeeper.system.now()
    let (asked, told) = Blocking.value {
      [targets = setup.targets, span, server] () -> (
        [Report], Result<PrometheusScraper.Look, PrometheusFailure>?
      ) in
      async let asked =
        targets.isEmpty ? [] : Once.reports(of: targets, span: span, userAgent: Version.userAgent)
      guard let server else { return (await asked, nil) }
      return (await asked, await PrometheusScraper.once(server, userAgent: Version.userAgent))
    }
    guard let server, let told else {
      return state(setup.targets.map(\.target), asked, interval: span, from: started)
    }
    let now = Timekeeper.system.now()
    let look: PrometheusScraper.Look
    switch told {
    case .success(let found): look = found
    case .failure(let failure) where setup.targets.isEmpty:
      throw Failure(description: "\(server.words): \(failure.words)")
    case .failure(let failure): look = PrometheusScraper.Look(without: server, failure, at: now)
    }
    let reports = asked + look.reports
    var state = state(
      JointSource.list(asked: setup.targets.map(\.target), told: look.targets), reports,
      interval: setup.targets.isEmpty ? look.interval ?? .seconds(15) : span,
      from: reports.map(\.at).min() ?? now)
    _ = state.apply(.tick, at: now)
    return state
  }

  private func state(_ targets: [Target], _ reports: [Report], interval: Duration, from started: Moment)
    -> State
  {
    var state = State(
      targets: targets, interval: interval, size: size, now: started, version: Version.text,
      clock: LocalTime.clock(around: started.unixSeconds), themeNames: [], glyphs: glyphs,
      window: setup.settings.window, preferences: setup.settings.preferences)
    for report in reports.sorted(by: { $0.at < $1.at }) { _ = state.apply(.report(report), at: report.at) }
    return state
  }
}
