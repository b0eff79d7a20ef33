import Exposition
import Telemetry
import Testing

@Suite("History")
struct HistoryTests {
  @Test("an increase is what PromQL makes of the same samples")
  func increase() {
    var recorded = Recorded()
    for second in 0...30 { recorded.hits(Double(7 * second), at: Double(second)) }
    // In (20, 30] lie the samples of 21…30: 63 over 9 s. Both ends are extrapolated: 1 s at the left, 0 s at the right:
    // 63 × (9 + 1 + 0) / 9 = 70.
    #expect(abs(recorded.increase(at: 30, window: 10) - 70) < 1e-9)
  }

  @Test("against PromQL over random counters with resets, whatever window is asked for")
  func random() {
    var state: UInt64 = 42
    func next(_ bound: UInt64) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double((state >> 33) % bound)
    }
    for _ in 0..<50 {
      var recorded = Recorded()
      var samples: [Sample] = []
      var value = next(100)
      var started = 1000
      var second = 0.0
      for _ in 0..<40 {
        second += 1 + next(30) / 10
        if next(20) == 0 {
          value = next(5)
          started += 60
        }
        value += next(50)
        samples.append(Sample(seconds: second, value: value))
        recorded.hits(value, started: started, at: second)
      }
      // Times are tenths: no sample lies on a window's edge, where a float may decide either way.
      for window in [5.05, 20.05, 60.05, 300.05] {
        let expected =
          PromQL.increase(
            PromQL.window(samples, at: second, range: window), at: second, range: window) ?? 0
        let increase = recorded.increase(at: second, window: window)
        #expect(increase >= 0)
        // Beyond 70 s samples are thinned, which moves how far the left end is extrapolated.
        #expect(abs(increase - expected) <= (window < 70 ? 1e-6 : 0.03 * expected + 1e-6))
      }
    }
  }

  @Test("a counter that falls with a newer start is a restart: no negative, no spike, one process")
  func restart() {
    var recorded = Recorded()
    recorded.hits(100, at: 0)
    recorded.hits(110, at: 10)
    recorded.hits(4, started: 1012, at: 20)
    recorded.hits(14, started: 1012, at: 30)
    #expect(recorded.history.restarts == [Recorded.moment(20)])
    #expect(recorded.history.severalProcesses == nil)
    // In (-1, 30]: 10 to 110, then 4 from zero, then 10: 24 over 30 s, the right end exact, the left 1 s away.
    #expect(abs(recorded.increase(at: 30, window: 31) - 24.0 * 31 / 30) < 1e-9)
    #expect(
      recorded.history.lastIncrease(slots: recorded.history.slots(ofSample: "hits_total")) == 10)
  }

  @Test("a counter that falls with the same start is another process, until two minutes went well")
  func severalProcesses() {
    var recorded = Recorded()
    recorded.hits(100, at: 0)
    recorded.hits(40, at: 10)
    #expect(recorded.history.severalProcesses == Recorded.moment(10))
    #expect(recorded.history.restarts.isEmpty)
    #expect(recorded.history.lastIncrease(slots: recorded.history.slots(ofSample: "hits_total")) == 0)
    for second in stride(from: 20.0, through: 120, by: 10) { recorded.hits(100 + second, at: second) }
    #expect(recorded.history.severalProcesses != nil)
    recorded.hits(300, at: 130)
    #expect(recorded.history.severalProcesses == nil)
  }

  @Test("asked once a minute, a target counts as one process only after a dozen answers that went well")
  func severalProcessesSeldom() {
    var recorded = Recorded()
    recorded.hits(100, at: 0)
    recorded.hits(40, at: 60)
    for minute in 2...12 { recorded.hits(100 + Double(minute), at: Double(minute) * 60) }
    #expect(recorded.history.severalProcesses == Recorded.moment(60))
    recorded.hits(300, at: 780)
    #expect(recorded.history.severalProcesses == nil)
  }

  @Test("a falling sum is no other process: a server's clock that steps back lowers it")
  func fallingSum() {
    var recorded = Recorded()
    for (second, sum) in [(0.0, 9.0), (10, 8)] {
      recorded.page(
        """
        # TYPE took_seconds histogram
        took_seconds_bucket{le="+Inf"} \(5 + second)
        took_seconds_sum \(sum)
        took_seconds_count \(5 + second)
        """, at: second)
    }
    #expect(recorded.history.severalProcesses == nil)
  }

  @Test("a series that appears in a process that was there counts from zero")
  func newSeries() {
    var recorded = Recorded()
    recorded.page("# TYPE errors_total counter\nerrors_total{code=\"404\"} 3", at: 0)
    recorded.page(
      "# TYPE errors_total counter\nerrors_total{code=\"404\"} 3\nerrors_total{code=\"500\"} 2", at: 10)
    #expect(recorded.history.lastIncrease(slots: recorded.history.slots(ofSample: "errors_total")) == 2)
  }

  @Test("a failed scrape is a gap: no value then, and rates go on across it")
  func gap() {
    var recorded = Recorded()
    recorded.hits(10, at: 0)
    recorded.history.recordFailure(at: Recorded.moment(10))
    let slot = recorded.history.slots(ofSample: "hits_total")[0]
    #expect(recorded.history.value(slot, at: Recorded.moment(9)) == 10)
    #expect(recorded.history.value(slot, at: Recorded.moment(10)) == nil)
    #expect(!recorded.history.hasTwoScrapes(at: Recorded.moment(10), window: .seconds(60)))
    recorded.hits(30, at: 20)
    #expect(recorded.history.lastIncrease(slots: [slot]) == 20)
  }

  @Test(
    "two minutes are kept scrape by scrape, what is older four seconds apart, and no more than was asked for")
  func thinning() {
    var recorded = Recorded(span: 600)
    for second in 0...1000 { recorded.hits(Double(second), at: Double(second)) }
    let slot = recorded.history.slots(ofSample: "hits_total")[0]
    let kept = recorded.history.samples(slot, at: Recorded.moment(1000), window: .seconds(2000)).map(
      \.seconds)
    #expect(kept.suffix(69) == (932...1000).map(Double.init)[...])
    // 530 s at 10 s are 53; thinning happens every 32 scrapes, so up to 32 more are there.
    #expect((115...165).contains(kept.count), "\(kept.count)")
    #expect((kept.first ?? 0) >= 1000 - 600 - 32)
  }

  @Test("thinning loses no reset: increases over long windows are what every scrape would have given")
  func thinningKeepsResets() {
    var recorded = Recorded(span: 600)
    var value = 0.0
    var started = 1000
    var total = 0.0
    for second in 0...500 {
      if second % 97 == 50 {
        value = 0
        started += 97
      }
      value += 3
      if second > 0 { total += 3 }
      recorded.hits(value, started: started, at: Double(second))
    }
    let increase = recorded.increase(at: 500, window: 500.0000001)
    #expect(abs(increase - total) < 4, "\(increase) of \(total)")
    #expect(recorded.history.restarts.count == 5)
  }

  @Test("names that change with every scrape do not grow it without bound")
  func changingNames() {
    var recorded = Recorded(span: 4)
    for scrape in 0..<300 {
      let lines = (0..<50).map { "busy{id=\"\(scrape)-\($0)\"} 1" }.joined(separator: "\n")
      recorded.page(lines, at: Double(scrape))
    }
    #expect(recorded.history.slots(ofSample: "busy").count < 1000)
    let slot = recorded.history.slots(ofSample: "busy").last ?? 0
    #expect(recorded.history.value(slot, at: Recorded.moment(299)) == 1)
  }

  @Test("while the history is shorter than the window, a rate rests on what there is")
  func covered() {
    var recorded = Recorded()
    recorded.hits(0, at: 100)
    recorded.hits(80, at: 108)
    let covered = recorded.history.covered(at: Recorded.moment(108), window: .seconds(60))
    #expect(covered == .nanoseconds(8_000_000_001))
    // 80 in 8 s are 10 a second, not 80 in a minute.
    #expect(abs(recorded.increase(at: 108, window: covered.seconds) / 8 - 10) < 1e-6)
    #expect(recorded.history.covered(at: Recorded.moment(400), window: .seconds(60)) == .seconds(60))
  }
}
