import Exposition
import Telemetry
import Testing

@Suite struct CapacityTests {
  /// A page of one counter and some gauges; the counter stands at `value`.
  private static func text(_ value: Int, extra: [String] = []) -> [UInt8] {
    let gauges = (0..<9).map { "gauge_\($0) \(value)\n" } + extra
    return Array(("# TYPE hits_total counter\nhits_total \(value)\n" + gauges.joined()).utf8)
  }

  /// An hour of scrapes every 10 s of 10 series, with room for `capacity` samples.
  private static func history(capacity: Int) -> History {
    var history = History(span: .seconds(960), capacity: capacity)
    var parser = Parser()
    for second in stride(from: 0, through: 3600, by: 10) {
      history.record(parser.parse(text(second * 5)), at: Moment(seconds: Double(second)))
    }
    return history
  }

  @Test("with little room older scrapes stand further apart, and rates over any window stay what they are")
  func thinsHarder() {
    let roomy = CapacityTests.history(capacity: 1 << 20)
    let tight = CapacityTests.history(capacity: 200)
    let now = Moment(seconds: 3600)
    func count(_ history: History) -> Int { history.samples(0, at: now, window: .seconds(960)).count }
    #expect(count(roomy) > 90)
    #expect(count(tight) <= 26)
    for window in [60, 300, 900] {
      let increase = tight.increase(
        slots: tight.slots(ofSample: "hits_total"), at: now, window: .seconds(window))
      // Of 5 a second.
      #expect(abs(increase - Double(window * 5)) < 0.5)
    }
  }

  @Test(
    "a target that fails at every other scrape, or begins anew with each, takes no more room than another one"
  )
  func edges() {
    func history(_ scrape: (inout History, Page, Int) -> Void, _ text: (Int) -> [UInt8]) -> History {
      var history = History(span: .seconds(960), capacity: 2000)
      var parser = Parser()
      for second in stride(from: 0, through: 960, by: 2) {
        scrape(&history, parser.parse(text(second)), second)
      }
      return history
    }
    let flapping = history({ history, page, second in
      let at = Moment(seconds: Double(second))
      if second % 4 == 0 { history.record(page, at: at) } else { history.recordFailure(at: at) }
    }) { CapacityTests.text($0 * 5) }
    let restarting = history({ $0.record($1, at: Moment(seconds: Double($2))) }) {
      CapacityTests.text(7, extra: ["process_start_time_seconds \($0 + 1)\n"])
    }
    for (history, most) in [(flapping, 160), (restarting, 310)] {
      let samples = history.samples(0, at: Moment(seconds: 960), window: .seconds(960))
      #expect((20...most).contains(samples.count), "\(samples.count)")
      #expect(samples.last?.seconds == 960)
      let slots = history.slots(ofSample: "hits_total")
      #expect(history.hasTwoScrapes(at: Moment(seconds: 960), window: .seconds(60)))
      #expect(history.increase(slots: slots, at: Moment(seconds: 960), window: .seconds(60)) >= 0)
    }
    #expect(restarting.restarts.count == 100)
  }

  @Test("with room for nothing the last few scrapes are kept all the same")
  func leastRows() {
    let history = CapacityTests.history(capacity: 0)
    let now = Moment(seconds: 3600)
    #expect(history.samples(0, at: now, window: .seconds(30)).count >= 2)
    #expect(history.samples(0, at: now, window: .seconds(960)).count <= 9)
  }

  @Test(
    "a series that is gone keeps its name, labels and samples until no row has it, and finds its slot again")
  func gone() {
    var history = History(span: .seconds(960))
    var parser = Parser()
    let route = #"route_total{route="/a"} 7"# + "\n"
    history.record(parser.parse(CapacityTests.text(1, extra: [route])), at: Moment(seconds: 0))
    let slots = history.slots(ofSample: "route_total")
    #expect(slots.count == 1)
    history.record(parser.parse(CapacityTests.text(2)), at: Moment(seconds: 10))
    #expect(history.slots(ofSample: "route_total") == slots)
    #expect(history.labels(of: slots[0]).map(\.value) == ["/a"])
    #expect(history.value(slots[0], at: Moment(seconds: 5)) == 7)
    #expect(history.value(slots[0], at: Moment(seconds: 10)) == nil)
    let other = #"route_total{route="/b"} 1"# + "\n"
    history.record(parser.parse(CapacityTests.text(3, extra: [other, route])), at: Moment(seconds: 20))
    let both = history.slots(ofSample: "route_total")
    #expect(both.count == 2 && both[0] == slots[0])
    #expect(both.map { history.labels(of: $0).map(\.value) } == [["/a"], ["/b"]])
    #expect(both.map { history.value($0, at: Moment(seconds: 20)) } == [7, 1])
  }

  @Test("names that change with every scrape do not grow it")
  func inventedNames() {
    var history = History(span: .seconds(60))
    var parser = Parser()
    for second in 0..<300 {
      let invented = (0..<40).map { "x{n=\"\(second)-\($0)\"} 1\n" }
      history.record(
        parser.parse(CapacityTests.text(second, extra: invented)), at: Moment(seconds: Double(second)))
    }
    let now = Moment(seconds: 299)
    #expect(history.slots(ofSample: "x").count < 6000)
    let hits = history.slots(ofSample: "hits_total")
    #expect(hits.count == 1 && history.value(hits[0], at: now) == 299)
  }
}
