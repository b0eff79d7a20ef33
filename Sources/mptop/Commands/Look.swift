import Dashboard
import Drawing
import MPanel
import Scraping
import Telemetry

/// One look at some targets, for the commands that print and leave: two scrapes and the probes, as a state.
struct Look {
  let targets: [ScrapeTarget]
  let span: Duration
  let window: Window
  var size = Size(columns: 120, rows: 40)
  var glyphs = Glyphs.blocks
  var probes: [Endpoint] = [.health, .ready]

  func state() -> State {
    let started = Timekeeper.system.now()
    let reports = Blocking.value {
      await Once.reports(of: targets, span: span, probes: probes, userAgent: Version.userAgent)
    }
    var state = State(
      targets: targets.map(\.target), interval: span, size: size, now: started, version: Version.text,
      clock: WallClock(offset: LocalTime.offset(at: started.unixSeconds)), themeNames: [], glyphs: glyphs,
      window: window)
    for report in reports.sorted(by: { $0.at < $1.at }) { _ = state.apply(.report(report), at: report.at) }
    return state
  }
}
