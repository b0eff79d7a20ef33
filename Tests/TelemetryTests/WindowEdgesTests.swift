import Telemetry
import Testing

/// What windows come to where scrapes are rare, were missed, or are kept further apart than they came.
@Suite("Edges of windows")
struct WindowEdgesTests {
  /// What the screen shows: the increase over what is covered of a window, a second.
  private func rate(_ recorded: Recorded, at second: Double, window: Double) -> Double {
    let covered = recorded.history.covered(at: Recorded.moment(second), window: .seconds(window))
    guard recorded.history.hasTwoScrapes(at: Recorded.moment(second), window: covered) else { return .nan }
    return recorded.increase(at: second, window: covered.seconds) / covered.seconds
  }

  @Test("a steady rate stays the same over every window, however old scrapes are thinned")
  func steady() {
    for interval in [1.0, 2, 5] {
      var recorded = Recorded()
      for second in stride(from: 0.0, through: 1400, by: interval) {
        recorded.hits(100 * second, at: second)
        guard second > 70 else { continue }
        for window in [30.0, 60, 300, 900] {
          let rate = rate(recorded, at: second, window: window)
          #expect(abs(rate - 100) < 0.2, "\(rate) at \(second) over \(window), every \(interval)")
        }
      }
    }
  }

  @Test("scrapes further apart than the window is long give the rate between the last two")
  func rare() {
    var recorded = Recorded()
    for second in stride(from: 0.0, through: 600, by: 100) { recorded.hits(5 * second, at: second) }
    let covered = recorded.history.covered(at: Recorded.moment(600), window: .seconds(60))
    #expect(covered == .nanoseconds(100_000_000_001))
    #expect(abs(rate(recorded, at: 600, window: 60) - 5) < 1e-6)
    // Exactly as far apart as the window is long: a range is open at its left.
    #expect(abs(rate(recorded, at: 600, window: 100) - 5) < 1e-6)
  }

  @Test("after a silence longer than the window, rates rest on what came since")
  func afterSilence() {
    var recorded = Recorded()
    recorded.hits(0, at: 0)
    recorded.hits(20, at: 2)
    for second in stride(from: 4.0, through: 300, by: 2) {
      recorded.history.recordFailure(at: Recorded.moment(second))
    }
    recorded.hits(1000, at: 302)
    #expect(rate(recorded, at: 302, window: 60).isNaN)
    for second in [304.0, 306, 308] { recorded.hits(1000 + 10 * (second - 302), at: second) }
    #expect(abs(rate(recorded, at: 308, window: 60) - 10) < 1e-6)
    #expect(
      recorded.history.covered(at: Recorded.moment(308), window: .seconds(60)) == .nanoseconds(6_000_000_001))
  }

  @Test("a scrape that failed at the beginning of the window lowers no rate")
  func failureAtTheEdge() {
    var recorded = Recorded()
    for second in stride(from: 0.0, through: 200, by: 10) {
      if second == 140 {
        recorded.history.recordFailure(at: Recorded.moment(second))
      } else {
        recorded.hits(7 * second, at: second)
      }
      if second > 70 { #expect(abs(rate(recorded, at: second, window: 60) - 7) < 1e-6, "\(second)") }
    }
  }

  @Test("a series that a page left out once has not begun anew when it is back")
  func leftOutOnce() {
    var recorded = Recorded()
    func page(_ hits: Int?) -> String {
      "# TYPE hits_total counter\n" + (hits.map { "hits_total \($0)\n" } ?? "")
        + "# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds 1000"
    }
    recorded.page(page(1_000_000), at: 0)
    recorded.page(page(1_000_010), at: 10)
    recorded.page(page(nil), at: 20)
    recorded.page(page(1_000_030), at: 30)
    recorded.page(page(1_000_040), at: 40)
    #expect(abs(recorded.increase(at: 40, window: 45) - 45) < 1, "\(recorded.increase(at: 40, window: 45))")
    #expect(recorded.history.lastIncrease(slots: recorded.history.slots(ofSample: "hits_total")) == 10)
  }

  @Test("after a restart a series that appears later counts from zero though the old process had it")
  func appearsAfterRestart() {
    var recorded = Recorded()
    func page(_ hits: Int?, started: Int) -> String {
      "# TYPE hits_total counter\n" + (hits.map { "hits_total \($0)\n" } ?? "")
        + "# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds \(started)"
    }
    recorded.page(page(500, started: 1000), at: 0)
    recorded.page(page(nil, started: 2000), at: 10)
    recorded.page(page(nil, started: 2000), at: 20)
    recorded.page(page(3, started: 2000), at: 30)
    #expect(recorded.history.lastIncrease(slots: recorded.history.slots(ofSample: "hits_total")) == 3)
  }

  @Test("a start time that goes back is another process, and the restart before it was none")
  func olderStart() {
    var recorded = Recorded()
    recorded.hits(100, started: 1000, at: 0)
    recorded.hits(900, started: 1500, at: 10)
    #expect(recorded.history.restarts.count == 1)
    recorded.hits(1100, started: 1000, at: 20)
    #expect(recorded.history.severalProcesses == Recorded.moment(20))
    #expect(recorded.history.restarts.isEmpty)
    for second in stride(from: 30.0, through: 300, by: 20) {
      recorded.hits(1000 + second, started: 1500, at: second)
      recorded.hits(1200 + second, started: 1000, at: second + 10)
    }
    #expect(recorded.history.severalProcesses == Recorded.moment(20))
    #expect(recorded.history.restarts.isEmpty)
  }

  @Test("an infinite counter does not spoil what comes after it")
  func infinite() {
    var recorded = Recorded()
    let slot = { recorded.history.slots(ofSample: "hits_total") }
    recorded.hits(10, at: 0)
    recorded.hits(.infinity, at: 10)
    #expect(recorded.history.lastIncrease(slots: slot()) == 0)
    recorded.hits(.infinity, at: 20)
    #expect(recorded.history.lastIncrease(slots: slot()) == 0)
    #expect(recorded.history.running([slot()]).last?.sums == [0])
    recorded.page("# TYPE hits_total counter\nhits_total{a=\"1\"} +Inf\nhits_total{a=\"2\"} 10", at: 30)
    recorded.page("# TYPE hits_total counter\nhits_total{a=\"1\"} +Inf\nhits_total{a=\"2\"} 20", at: 40)
    #expect(abs(recorded.increase(at: 40, window: 10.5) - 10.5) < 0.6)
  }
}
