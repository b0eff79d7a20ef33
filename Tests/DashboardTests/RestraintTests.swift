import Exposition
import MPanel
import Telemetry
import Testing

@testable import Dashboard

@Suite("An instance that is asked less often than wished")
struct RestraintTests {
  /// A page, the next of which comes after so many seconds.
  private func play(gap: Double, limit: RateLimit?) -> Play {
    var play = Play(["one"])
    var exchange = Exchange(
      endpoint: .metrics, path: "/metrics", requestID: "id", started: Play.moment(0),
      duration: .milliseconds(400), status: 200, wireBytes: 200, bodyBytes: 200)
    exchange.rateLimit = limit
    var parser = Parser()
    let page = parser.parse(Array(MadeUpPanel().page(second: 0).utf8), contentType: nil)
    let report = Report(
      target: 0, exchange: exchange, outcome: .page(page), at: Play.moment(0.4), nextScrape: Play.moment(gap))
    play.apply(.report(report), at: 0.4)
    return play
  }

  @Test("says how often and why, in the header and beside the probes")
  func said() {
    let limit = RateLimit(limit: 100, remaining: 90)
    let limited = play(gap: 39, limit: limit)
    #expect(limited.shows("a look in 39 s: each spends its rate limit"))
    #expect(limited.shows("every 39 s"))
    #expect(play(gap: 40, limit: nil).shows("a look in 40 s: a page takes it long"))
  }

  @Test("says nothing where the next look comes when it is wished")
  func unsaid() {
    let play = play(gap: 3, limit: nil)
    #expect(!play.shows("a look in"))
    #expect(play.shows("every 2 s"))
  }
}
