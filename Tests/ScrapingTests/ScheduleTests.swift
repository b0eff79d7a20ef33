import MPanel
import Scraping
import Telemetry
import Testing

@Suite struct ScheduleTests {
  @Test("the first scrape is at once, the next ones on the beat of the address")
  func beat() {
    var one = Play()
    one.run(until: 20)
    #expect(one.scrapes[0] == 0)
    #expect(one.gaps[0] >= 1 && one.gaps[0] <= 3)
    #expect(one.gaps.dropFirst().allSatisfy { $0 == 2 })
    // Another address has another beat; the same one has the same in every run.
    let beats = Set(
      ["a:1", "b:1", "c:1", "d:1", "web-1:2271"].map { address in
        var play = Play(address: address)
        play.run(until: 10)
        return play.scrapes[2].truncatingRemainder(dividingBy: 2).toMilliseconds
      })
    #expect(beats.count == 5)
    var again = Play()
    again.run(until: 20)
    #expect(again.scrapes == one.scrapes)
  }

  @Test("ticks that come while an answer is awaited are left out, not made up for")
  func lateTicks() {
    var play = Play()
    play.run(until: 60, taking: .seconds(5))
    #expect(play.gaps.dropFirst(2).allSatisfy { $0 == 6 })
  }

  @Test("five failures are followed at the beat, then the gaps double up to a minute")
  func backOff() {
    var play = Play()
    play.run(until: 400) { _ in .failure(.refused) }
    #expect(play.gaps[1..<5].allSatisfy { $0 == 2 })
    // Counted from the end of the failed scrape's 5 ms or its beginning, whichever is later.
    #expect(Array(play.gaps[5..<11]) == [4, 8, 16, 32, 60, 60])
    var early = Play()
    early.run(until: 400, jitter: 1) { _ in .failure(.refused) }
    #expect(early.gaps[9] == 54)
  }

  @Test("one success ends the back-off")
  func recovery() {
    var play = Play()
    play.run(until: 200) { $0 < 10 ? .failure(.refused) : Play.page }
    #expect(play.gaps.last == 2)
  }

  @Test("a proxy that says 503 and when to come again is left alone until then")
  func unavailable() {
    var play = Play()
    play.run(until: 400, retryAfter: 90) { _ in .failure(.status(503, excerpt: "")) }
    #expect(play.gaps.allSatisfy { $0 >= 90 })
    #expect(play.scrapes.count > 3)
    #expect(
      play.probes.allSatisfy { probe in play.scrapes.allSatisfy { probe.at <= $0 || probe.at >= $0 + 90 } })
    var draining = Play()
    draining.run(until: 60, retryAfter: 90) { _ in .failure(.draining(retryAfterSeconds: 30)) }
    #expect(draining.gaps.dropFirst().allSatisfy { $0 == 2 })
  }

  @Test("shutting down is no reason to look less often")
  func draining() {
    var play = Play()
    play.run(until: 60) { _ in .failure(.draining(retryAfterSeconds: 30)) }
    #expect(play.gaps.dropFirst().allSatisfy { $0 == 2 })
  }

  @Test("a page that takes the server long is asked for a hundredth of the time, from the second look on")
  func slowPage() {
    var play = Play()
    play.run(until: 100, taking: .milliseconds(300), serverTime: .milliseconds(200))
    #expect(play.gaps.count > 2 && play.gaps[0] < 5 && play.gaps.dropFirst().allSatisfy { $0 == 20 })
  }

  @Test("one slow answer among quick ones changes nothing")
  func oneSlowAnswer() {
    var play = Play()
    play.run(until: 10, serverTime: .milliseconds(3))
    play.run(until: 14, serverTime: .seconds(1))
    play.run(until: 20, serverTime: .milliseconds(3))
    #expect(play.gaps.dropFirst().allSatisfy { $0 == 2 })
  }

  @Test("who ran out of time gets twice of it, up to ten seconds, and the usual again after")
  func patience() {
    var play = Play()
    #expect(play.schedule.patience == .seconds(2))
    play.run(until: 0.1) { _ in .failure(.timedOut(after: .seconds(2))) }
    #expect(play.schedule.patience == .seconds(4))
    play.run(until: 60) { _ in .failure(.timedOut(after: .seconds(2))) }
    #expect(play.schedule.patience == .seconds(10))
    play.run(until: 200, taking: .seconds(3)) { _ in Play.page }
    // It took three seconds: two would not be enough next time.
    #expect(play.schedule.patience == .seconds(6))
    play.run(until: 220) { _ in Play.page }
    #expect(play.schedule.patience == .seconds(2))
    #expect(Play(interval: .milliseconds(500)).schedule.patience == .seconds(2))
    #expect(Play(interval: .seconds(30)).schedule.patience == .seconds(10))
  }

  @Test("health and readiness are asked right after the first scrape, then every three minutes each")
  func countedProbes() {
    var play = Play()
    play.run(until: 900, countsProbes: true)
    #expect(play.probes.prefix(2).map(\.endpoint) == [.health, .ready])
    #expect(play.probes.prefix(2).allSatisfy { $0.at > 0 && $0.at < 0.1 })
    for endpoint in [Endpoint.health, .ready] {
      let times = play.probes.filter { $0.endpoint == endpoint }.map(\.at)
      let gaps = zip(times, times.dropFirst()).map { ($1 - $0).toMilliseconds }
      #expect(gaps[0] >= 180 && gaps[0] <= 270)
      #expect(gaps.dropFirst().allSatisfy { $0 >= 180 && $0 < 183 })
    }
    #expect(play.probes.count <= 10)
  }

  @Test("probes whose answers are not counted are asked every thirty seconds")
  func freeProbes() {
    var play = Play()
    play.run(until: 300)
    #expect(play.probes.count >= 16 && play.probes.count <= 20)
  }

  @Test("probes that hang are not asked more often for it")
  func hangingProbes() {
    var play = Play()
    play.run(until: 540, probe: .failure(.timedOut(after: .seconds(12))))
    #expect(play.probes.filter { $0.endpoint == .ready }.count <= 3)
  }

  @Test("an endpoint that this build does not have is not asked again")
  func missingProbe() {
    var play = Play()
    play.run(until: 600, probe: .failure(.status(404, excerpt: "")))
    #expect(play.probes.count == 2)
    play.schedule.refresh(at: play.now)
    play.run(until: play.seconds + 0.1, probe: .failure(.status(404, excerpt: "")))
    #expect(play.probes.count == 4)
  }

  @Test("a target that is not there is not asked for its health, and asked soon when it is back")
  func probesOfTheAbsent() {
    var play = Play()
    play.run(until: 100, countsProbes: true)
    play.probes = []
    let before = play.scrapes.count
    play.run(until: 400, countsProbes: true) { $0 < before + 12 ? .failure(.refused) : Play.page }
    let down = play.scrapes[before]
    let up = play.scrapes[before + 11]
    #expect(play.probes.filter { $0.at < up }.allSatisfy { $0.at < down + 2 })
    #expect(play.probes.filter { $0.at >= up && $0.at < up + 11 }.count == 2)
  }

  @Test("nothing is asked before the time a 429 named, not even when the operator asks")
  func retryAfter() {
    var play = Play()
    play.run(until: 60) { $0 < 3 ? Play.page : .failure(.limited(waitSeconds: 500)) }
    let refused = play.scrapes.last ?? 0
    play.schedule.refresh(at: play.now)
    play.run(until: 700)
    let after = play.scrapes.filter { $0 > refused }
    #expect((after.first ?? 0) >= refused + 500)
    #expect((after.first ?? 0) < refused + 503)
    #expect(play.probes.filter { $0.at > refused && $0.at < refused + 500 }.isEmpty)
  }

  @Test("a 429 without a hint is followed by one, two, four minutes, a quarter of an hour at most")
  func noHint() {
    var play = Play()
    play.run(until: 5000) { _ in .failure(.limited(waitSeconds: nil)) }
    #expect(play.gaps.prefix(6).map { $0.rounded() } == [60, 120, 240, 480, 900, 900])
  }

  @Test("a wait of zero seconds is not an invitation to hammer, and one of years is bounded")
  func absurdWaits() {
    var zero = Play()
    zero.run(until: 30) { _ in .failure(.limited(waitSeconds: 0)) }
    #expect(zero.gaps.dropFirst().allSatisfy { $0 >= 2 })
    var years = Play()
    years.run(until: 90_000) { _ in .failure(.limited(waitSeconds: 4e9)) }
    #expect(years.scrapes.count == 2)
  }

  @Test("where scrapes are counted, a quarter of the budget is spent and no more, evenly")
  func countedScrapes() {
    var play = Play()
    play.run(until: 899, countsScrapes: true, countsProbes: true)
    #expect(play.gaps.allSatisfy { $0 >= 36 && $0 < 37 })
    #expect(play.spent == play.scrapes.count + play.probes.count)
    #expect(play.spent <= 25 && play.spent >= 23)
    play.run(until: 3590, countsScrapes: true, countsProbes: true)
    #expect(play.gaps.allSatisfy { $0 >= 36 })
    #expect(play.scrapes.count >= 4 * 20 && play.spent <= 25)
  }

  @Test("what others spent of the budget is theirs: of what they leave, a quarter")
  func sharedBudget() {
    var budget = Budget()
    let start = Moment(seconds: 0)
    func note(_ remaining: Int, at second: Double) {
      var exchange = Exchange(
        endpoint: .health, path: "", requestID: "", started: start, status: 200)
      exchange.rateLimit = RateLimit(
        limit: 100, remaining: remaining, waitSeconds: 0, resetSeconds: 900 - second)
      budget.note(
        Report(
          target: 0, exchange: exchange, outcome: .probe(ok: true, reason: nil), at: Moment(seconds: second)))
    }
    note(15, at: 0)
    #expect(budget.opens(at: Moment(seconds: 1)) == Moment(seconds: 1))
    note(14, at: 1)
    note(13, at: 2)
    note(12, at: 3)
    // Four of sixteen are spent: the rest belongs to the others until the window ends.
    #expect(budget.opens(at: Moment(seconds: 4)) == Moment(seconds: 900))
    #expect(budget.opens(at: Moment(seconds: 900)) == Moment(seconds: 900))
    note(99, at: 901)
    #expect(budget.opens(at: Moment(seconds: 902)) == Moment(seconds: 902))
  }

  @Test("refreshing asks for everything at once")
  func refresh() {
    var play = Play()
    play.run(until: 100.5, countsProbes: true)
    let scrapes = play.scrapes.count
    let probes = play.probes.count
    let now = play.seconds
    play.schedule.refresh(at: play.now)
    play.run(until: now + 0.02, countsProbes: true)
    #expect(play.scrapes.count == scrapes + 1 && play.scrapes.last == now)
    #expect(play.probes.count == probes + 2)
  }

  @Test("another interval holds from now on")
  func newInterval() {
    var play = Play(interval: .seconds(30))
    play.run(until: 31)
    play.schedule.setInterval(.seconds(1), at: play.now)
    let now = play.seconds
    play.run(until: now + 5)
    let later = play.scrapes.filter { $0 > now }
    #expect(later.count >= 4)
    #expect(zip(later, later.dropFirst()).allSatisfy { ($1 - $0).toMilliseconds == 1 })
  }
}
