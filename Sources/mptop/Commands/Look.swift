import Dashboard
import Drawing
import MPanel
import Scraping
import Telemetry

/// One look at some targets, for the commands that print and leave: two scrapes and the probes, as a state.
struct Look {
  private let setup: Setup
  private let span: Duration
  private let size: Size
  private let glyphs: Glyphs
  private let probes: [Endpoint]

  init(
    _ setup: Setup, span: Duration, size: Size = Size(columns: 120, rows: 40), glyphs: Glyphs = .blocks,
    probes: [Endpoint] = [.health, .ready]
  ) {
    self.setup = setup
    self.span = span
    self.size = size
    self.glyphs = glyphs
    self.probes = probes
  }

  func state() -> State {
    let (targets, span, probes) = (setup.targets, span, probes)
    let started = Timekeeper.system.now()
    let reports = Blocking.value {
      await Once.reports(of: targets, span: span, probes: probes, userAgent: Version.userAgent)
    }
    var state = State(
      targets: targets.map(\.target), interval: span, size: size, now: started, version: Version.text,
      clock: WallClock(offset: LocalTime.offset(at: started.unixSeconds)), themeNames: [], glyphs: glyphs,
      window: setup.settings.window, preferences: setup.settings.preferences)
    for report in reports.sorted(by: { $0.at < $1.at }) { _ = state.apply(.report(report), at: report.at) }
    return state
  }
}
