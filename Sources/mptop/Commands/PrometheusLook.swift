import Configuration
import Dashboard
import Drawing
import MPanel
import Scraping
import Telemetry

/// One look at what a Prometheus server scraped, for the commands that print and leave.
struct PrometheusLook {
  let server: PrometheusServer
  let settings: Settings
  var size = Size(columns: 120, rows: 40)
  var glyphs = Glyphs.blocks

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  func state() throws(Failure) -> State {
    let server = server
    let found = Blocking.value { await PrometheusScraper.once(server, userAgent: Version.userAgent) }
    let now = Timekeeper.system.now()
    switch found {
    case .failure(let failure): throw Failure(description: "\(server.words): \(failure.words)")
    case .success(let look):
      var state = State(
        targets: look.targets, interval: look.interval ?? .seconds(15), size: size,
        now: look.reports.map(\.at).min() ?? now,
        version: Version.text, clock: WallClock(offset: LocalTime.offset(at: now.unixSeconds)),
        themeNames: [],
        glyphs: glyphs, window: settings.window, preferences: settings.preferences)
      for report in look.reports.sorted(by: { $0.at < $1.at }) {
        _ = state.apply(.report(report), at: report.at)
      }
      _ = state.apply(.tick, at: now)
      return state
    }
  }
}
