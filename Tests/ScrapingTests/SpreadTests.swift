import MPanel
import Telemetry
import Testing

@testable import Scraping

/// How the first requests of a large fleet lie in time.
@Suite struct SpreadTests {
  private static let start = Moment(seconds: 5000, unixSeconds: 1_763_393_000)
  private static let addresses = (0..<1000).map { "10.0.\($0 / 250).\($0 % 250):2271" }

  private static func schedules(isSpread: Bool) -> [Schedule] {
    addresses.map {
      Schedule(address: $0, interval: .seconds(10), started: start, isSpread: isSpread)
    }
  }

  /// How many of some moments lie in each second after another one.
  private static func seconds(_ moments: [Moment], after start: Moment) -> [Int: Int] {
    Dictionary(moments.map { (Int(($0 - start).seconds), 1) }, uniquingKeysWith: +)
  }

  @Test("the first scrapes of a large fleet lie over one interval, each at the beat that it keeps")
  func scrapes() {
    let firsts = SpreadTests.schedules(isSpread: true).map(\.nextScrape)
    let seconds = SpreadTests.seconds(firsts, after: SpreadTests.start)
    #expect(seconds.keys.allSatisfy { (0...10).contains($0) })
    #expect(seconds.values.allSatisfy { $0 < 200 })
    for (schedule, first) in zip(SpreadTests.schedules(isSpread: true), firsts) {
      var schedule = schedule
      schedule.begin(.scrape, at: first)
      schedule.finish(scrape: SpreadTests.answer(at: first), jitter: 0)
      #expect(abs((schedule.nextScrape - first).seconds - 10) < 0.001)
    }
    #expect(SpreadTests.schedules(isSpread: false).allSatisfy { $0.nextScrape == SpreadTests.start })
  }

  @Test("their first probes lie over three intervals, and never before the first scrape")
  func probes() {
    var asked: [Moment] = []
    for var schedule in SpreadTests.schedules(isSpread: true) {
      var now = schedule.nextScrape
      let first = now
      var isFirst: Set<Endpoint> = [.health, .ready]
      schedule.begin(.scrape, at: now)
      schedule.finish(scrape: SpreadTests.answer(at: now), jitter: 0)
      for _ in 0..<50 {
        switch schedule.step(at: now) {
        case .scrape:
          schedule.begin(.scrape, at: now)
          schedule.finish(scrape: SpreadTests.answer(at: now), jitter: 0)
        case .rest(let wake): now = wake
        case .probe(let endpoint):
          schedule.begin(.probe(endpoint), at: now)
          schedule.finish(probe: SpreadTests.probe(endpoint, at: now))
          if isFirst.remove(endpoint) != nil { asked.append(now) }
          #expect(now >= first)
        }
      }
    }
    #expect(asked.count == 2000)
    let seconds = SpreadTests.seconds(asked, after: SpreadTests.start)
    #expect(seconds.keys.allSatisfy { (0...41).contains($0) })
    #expect(seconds.values.allSatisfy { $0 < 200 })
  }

  @Test("a refresh of all lies over the stretch that it is given")
  func refresh() {
    let due = SpreadTests.schedules(isSpread: true).map { schedule in
      var schedule = schedule
      schedule.refresh(at: SpreadTests.start, over: .seconds(5))
      return schedule.nextScrape
    }
    let seconds = SpreadTests.seconds(due, after: SpreadTests.start)
    #expect(seconds.keys.allSatisfy { (0...5).contains($0) })
    #expect(seconds.values.allSatisfy { $0 < 400 })
  }

  private static func answer(at moment: Moment) -> Asked {
    let exchange = Exchange(
      endpoint: .metrics, path: "/metrics", requestID: "id", started: moment, duration: .milliseconds(2),
      status: 200)
    return Asked(
      report: Report(target: 0, exchange: exchange, outcome: .probe(ok: true, reason: nil), at: moment))
  }

  private static func probe(_ endpoint: Endpoint, at moment: Moment) -> Report {
    let exchange = Exchange(
      endpoint: endpoint, path: endpoint.path, requestID: "id", started: moment, duration: .milliseconds(2),
      status: 200)
    return Report(target: 0, exchange: exchange, outcome: .probe(ok: true, reason: nil), at: moment)
  }
}
