import Drawing
import Telemetry
import Testing

@testable import Dashboard
@testable import MPanel

@Suite("Looking back in time")
struct PastTests {
  /// In trouble from second 40 on, seen until second 120.
  private func trouble() -> Play {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(troubleFrom: 40), until: 120)
    play.apply(.tick, at: 121)
    return play
  }

  @Test("[ goes back one sample, ] on, 0 to now, and the header says which moment is shown")
  func stepping() {
    var play = trouble()
    play.press(.character("["), at: 121)
    #expect(play.shows("PAUSED -3 s  15:25:18"))
    play.press(.character("["), at: 121)
    #expect(play.shows("PAUSED -5 s  15:25:16"))
    play.press(.character("]"), .character("]"), at: 121)
    #expect(play.shows("PAUSED -1 s  15:25:20"))
    play.press(.character("]"), at: 121)
    #expect(!play.shows("PAUSED") && play.state.held == nil)
    play.press(.character("["), .character("0"), at: 121)
    #expect(play.state.held == nil)
  }

  @Test(
    "a moment before the trouble shows what was known then: state, breakers, pool and queues of that time")
  func before() throws {
    var play = trouble()
    #expect(play.shows("DEGRADED") && play.shows("OPEN"))
    play.press(.character("{"), .character("{"), at: 121)
    let then = try #require(play.state.readings().first)
    // The first scrape of all is at 0.
    #expect(play.state.shownMoment <= Play.moment(1))
    play.press(.character("}"), at: 121)
    let later = try #require(play.state.readings().first)
    #expect(play.state.shownMoment == Play.moment(60))
    #expect(then.standing.condition == .up && then.findings.isEmpty)
    #expect(then.breakers.value?.allSatisfy { $0.state == .closed } == true)
    #expect(then.pool.value?.active == 5)
    #expect(later.standing.condition == .degraded)
    #expect(later.breakers.value?.first?.lasting == .seconds(20))
    #expect(later.trail.steps.allSatisfy { $0.at <= Play.moment(60) })
  }

  @Test("the past is what a dashboard showed at that time, figure by figure", arguments: [30, 62, 100])
  func same(second: Int) throws {
    var then = Play(["alpha"])
    then.run(MadeUpPanel(troubleFrom: 40), until: second)
    let expected = try #require(then.state.readings().first)
    var play = trouble()
    play.state.show(moment: Play.moment(Double(second)))
    let shown = try #require(play.state.readings().first)
    #expect(shown.at == expected.at && shown.age == expected.age)
    #expect(shown.standing == expected.standing && shown.findings == expected.findings)
    #expect(shown.traffic.value?.total == expected.traffic.value?.total)
    #expect(
      shown.latency.value?.percentiles.map(\.seconds) == expected.latency.value?.percentiles.map(\.seconds))
    #expect(shown.probes == expected.probes && shown.cost == expected.cost)
    #expect(shown.breakers.value == expected.breakers.value)
    #expect(shown.identity == expected.identity)
    // Nothing but the header and the word for the newest differs.
    func body(_ play: Play) -> [String] {
      play.screen.plainText.replacing("then", with: " now").split(separator: "\n").dropFirst().dropLast().map(
        String.init)
    }
    #expect(body(play) == body(then))
  }

  @Test("an outage that is over is shown as it was while it lasted")
  func outage() throws {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 20)
    for second in stride(from: 22, through: 40, by: 2) {
      play.report(.failure(.refused), of: .metrics, at: Double(second))
    }
    for second in stride(from: 42, through: 600, by: 2) {
      play.page(MadeUpPanel().page(second: second), at: Double(second))
    }
    play.state.show(moment: Play.moment(35))
    let then = try #require(play.state.readings().first)
    #expect(then.standing.condition == .down && then.standing.since == Play.moment(22))
    #expect(then.probes.first?.words == ScrapeFailure.refused.words)
    #expect((then.age?.seconds ?? 0) >= 10 && then.isStale)
    play.state.show(moment: Play.moment(500))
    let later = try #require(play.state.readings().first)
    #expect(later.standing.condition == .up && !later.isStale)
  }

  @Test("collecting goes on, and what came since is found by going on")
  func goesOn() {
    var play = trouble()
    play.press(.character(" "), at: 121)
    for second in stride(from: 122, through: 140, by: 2) {
      play.page(MadeUpPanel(troubleFrom: 40).page(second: second), at: Double(second))
    }
    #expect(play.state.readings()[0].age == .seconds(1))
    play.press(.character("]"), at: 141)
    #expect(play.state.shownMoment == Play.moment(122))
    play.press(.character("}"), at: 141)
    #expect(play.state.held == nil && play.state.readings()[0].age == .seconds(1))
  }

  @Test("looking back, the first line has the alerts of that moment, and behind `now` those that came since")
  func alertsOfThen() throws {
    var play = Play(["alpha", "beta"])
    play.run(MadeUpPanel(), as: 1, until: 0)
    play.run(MadeUpPanel(troubleFrom: 40), as: 0, until: 60)
    for second in stride(from: 62, through: 120, by: 2) {
      // The breaker is well again, and then beta goes.
      play.page(MadeUpPanel().page(second: second), at: Double(second))
    }
    for second in stride(from: 122, through: 130, by: 2) {
      play.report(.failure(.refused), of: .metrics, from: 1, at: Double(second))
    }
    func line() -> String { String(play.screen.plainText.prefix { $0 != "\n" }) }
    play.press(.character("1"), at: 130)
    #expect(line().firstRange(of: "beta DOWN") != nil && line().firstRange(of: "stripe") == nil, "\(line())")
    play.state.show(moment: Play.moment(44))
    #expect(line().firstRange(of: "alpha stripe OPEN") != nil, "\(line())")
    #expect(line().firstRange(of: "now ✖ beta DOWN") != nil, "\(line())")
    play.state.show(moment: Play.moment(20))
    #expect(line().firstRange(of: "stripe") == nil, "\(line())")
    #expect(line().firstRange(of: "now ✖ beta DOWN") != nil, "\(line())")
    // A pause at now has those of now, and goes on having them.
    play.press(.character("0"), .character(" "), at: 130)
    #expect(line().firstRange(of: "beta DOWN") != nil && line().firstRange(of: "now ✖") == nil, "\(line())")
    play.page(MadeUpPanel().page(second: 132), from: 1, at: 132)
    #expect(line().firstRange(of: "beta DOWN") != nil, "\(line())")
  }

  @Test("before what is kept there is nothing, and that is said")
  func beginning() {
    var play = trouble()
    play.state.show(moment: Play.moment(-500))
    #expect(play.state.shownMoment == Play.moment(0) && play.shows("what is kept begins at 15:23:20"))
    play.press(.character("["), at: 121)
    #expect(play.shows("nothing earlier is kept"))
  }

  @Test("an hour of scrapes leaves a bounded memory, and every change in it")
  func bounded() {
    var play = Play(["alpha"])
    for second in stride(from: 0, through: 3600, by: 2) {
      play.page(MadeUpPanel(troubleFrom: 3000).page(second: second), at: Double(second))
    }
    #expect(play.state.watches[0].conclusions.all.count < 200)
    play.state.show(moment: Play.moment(2999))
    #expect(play.state.readings()[0].standing.condition == .up)
    play.state.show(moment: Play.moment(3001))
    #expect(play.state.readings()[0].standing.condition == .degraded)
  }
}
