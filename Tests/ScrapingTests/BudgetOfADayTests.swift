import MPanel
import Scraping
import Testing

/// What a day of watching costs the budget that a whole site may share, in virtual time.
@Suite("The budget of a day")
struct BudgetOfADayTests {
  private func gaps(_ day: PretendDay, of endpoint: Endpoint) -> [Double] {
    let times = day.spent.filter { $0.endpoint == endpoint }.map(\.at)
    return zip(times, times.dropFirst()).map { ($1 - $0).toMilliseconds }
  }

  @Test("no quarter of an hour of a quiet day has more than ten requests, and none is refused")
  func quiet() {
    var day = PretendDay()
    day.run()
    #expect(day.mostInAWindow == 10)
    #expect(day.retryAfter.isEmpty)
    // Ten in a quarter of an hour, less what the first ones are spread by.
    #expect(day.spent.count >= 955 && day.spent.count <= 960)
    for endpoint in [Endpoint.health, .ready] {
      #expect(gaps(day, of: endpoint).dropFirst().allSatisfy { $0 >= 180 && $0 < 181 })
    }
  }

  @Test("where the figures give a reason, readiness gets the next place, any time of the day, and within ten")
  func reasons() {
    var day = PretendDay()
    let troubles = stride(from: 3607.0, to: 80_000, by: 1800).map { $0 }
    day.run(troubles: troubles)
    for trouble in troubles {
      #expect(
        day.spent.contains { $0.endpoint == .ready && $0.at >= trouble - 10 && $0.at <= trouble + 150 },
        "at \(trouble)")
    }
    #expect(day.mostInAWindow <= 10)
    var restless = PretendDay()
    restless.run(troubles: stride(from: 5.0, to: 86_000, by: 7).map { $0 })
    #expect(restless.mostInAWindow <= 10)
    #expect(restless.retryAfter.isEmpty)
  }

  @Test("the start asks twice, and the first quarter of an hour stays within ten too")
  func start() {
    var day = PretendDay()
    day.run(hours: 0.25)
    #expect(day.spent.filter { $0.at < 60 }.count == 2)
    #expect(day.spent.count <= 10)
  }

  @Test(
    "a target that fails and recovers all day stays within ten",
    arguments: [70.0, 100, 400, 1000, 4000])
  func flapping(period: Double) {
    var day = PretendDay()
    day.run { $0.truncatingRemainder(dividingBy: period) < period / 2 ? Play.page : .failure(.refused) }
    #expect(day.mostInAWindow <= 10)
    #expect(day.spent.count > 100)
    var hanging = PretendDay()
    hanging.run(probe: {
      $0.truncatingRemainder(dividingBy: period) < period / 2
        ? .probe(ok: true, reason: nil) : .failure(.timedOut(after: .seconds(12)))
    }) {
      $0.truncatingRemainder(dividingBy: period) < period / 2
        ? Play.page : .failure(.timedOut(after: .seconds(2)))
    }
    #expect(hanging.mostInAWindow <= 10)
  }

  @Test("a failure and a recovery after a long one are looked at soon")
  func hastened() {
    var day = PretendDay()
    // Gone for half an hour, from one hour on.
    day.run(hours: 2) { $0 >= 3600 && $0 < 5400 ? .failure(.refused) : Play.page }
    #expect(day.spent.filter { $0.at > 5400 && $0.at < 5480 }.count >= 2)
    #expect(day.mostInAWindow <= 10)
  }

  @Test("the operator's wish goes beyond ten by what was wished, and what comes by itself waits for it")
  func wishes() {
    var day = PretendDay()
    day.run(hours: 4, presses: [7200])
    #expect(day.spent.filter { $0.at >= 7200 && $0.at < 7201 }.count == 2)
    #expect(day.mostInAWindow == 12)
    #expect(day.spent.filter { $0.at >= 9000 && $0.at < 9900 }.count <= 10)
    var eager = PretendDay()
    eager.run(hours: 4, presses: stride(from: 3600, to: 7200, by: 5).map { $0 })
    // Whatever is wished: a quarter of what is left, in each of the limiter's windows.
    #expect(eager.spent.allSatisfy { $0.own < 25 })
    #expect(eager.retryAfter.isEmpty)
  }

  @Test(
    "where others spend the bucket, no request goes out that is known to be beyond a quarter of what they leave",
    arguments: [6.0, 8.9, 9.5, 11, 15, 40])
  func shared(othersEvery: Double) {
    var day = PretendDay()
    day.run(othersEvery: othersEvery)
    #expect(day.mostInAWindow <= 10)
    #expect(day.spent.count > 90)
    for one in day.spent where one.toldIn == one.window {
      guard let remaining = one.told?.remaining else { continue }
      #expect((one.own + 1) * 4 <= remaining + one.own, "at \(one.at)")
    }
    // At what others really had left by then, not only at what mptop was told.
    for one in day.spent where !one.isRefused && one.own > 0 {
      #expect(one.others + one.own < PretendDay.limit)
    }
  }

  @Test("nothing is asked before the time that a 429 named, all day", arguments: [1.0, 3, 6, 8.9])
  func refused(othersEvery: Double) {
    var day = PretendDay()
    day.run(othersEvery: othersEvery, presses: stride(from: 300, to: 86_000, by: 700).map { $0 }) {
      $0.truncatingRemainder(dividingBy: 1300) < 1200 ? Play.page : .failure(.refused)
    }
    if othersEvery < 6 { #expect(!day.retryAfter.isEmpty) }
    for wait in day.retryAfter {
      #expect(day.spent.allSatisfy { $0.at <= wait.from || $0.at >= wait.until }, "\(wait)")
    }
  }

  @Test("answers that carry no header are asked for every thirty seconds, all day")
  func free() {
    var day = PretendDay()
    day.run(states: false)
    for endpoint in [Endpoint.health, .ready] {
      #expect(gaps(day, of: endpoint).dropFirst().allSatisfy { $0 >= 30 && $0 < 31 })
    }
    #expect(day.spent.count > 5700 && day.spent.count <= 5762)
  }

  @Test("what asks for less time after a 429 does not shorten what another one asked for")
  func longestWait() {
    var budget = Budget()
    func refuse(_ wait: Double, at second: Double) {
      let exchange = Exchange(
        endpoint: .ready, path: "", requestID: "", started: .init(seconds: second), status: 429)
      budget.note(
        Report(
          target: 0, exchange: exchange, outcome: .failure(.limited(waitSeconds: wait)),
          at: .init(seconds: second)))
    }
    refuse(800, at: 10)
    refuse(5, at: 12)
    #expect(budget.opens(at: .init(seconds: 20)) == .init(seconds: 810))
    refuse(7200, at: 820)
    #expect(budget.opens(at: .init(seconds: 8000)) == .init(seconds: 8020))
  }
}
