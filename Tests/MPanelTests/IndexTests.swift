import Exposition
import MPanel
import Telemetry
import Testing

@Suite("Indexes of series that come and go")
struct IndexTests {
  private static func moment(_ second: Double) -> Moment { Moment(seconds: second) }

  @Test(
    "after any additions, removals, restarts and other names, what was added to equals what is made anew",
    arguments: 1...3)
  func incremental(seed: UInt64) {
    var noise = Noise(state: seed &+ 99)
    var changing = ChangingPage(seed: seed)
    var parser = Parser()
    var history = History(span: .seconds(960))
    var routes = RouteIndex(history, bounds: [])
    var families = FamilyIndex(history)
    var bindings = Bindings(history)
    for step in 0..<100 {
      // Slow enough for old rows, and with them series that are gone, to be forgotten.
      history.record(
        parser.parse(Array(changing.next().utf8), contentType: nil), at: .init(seconds: Double(step * 40)))
      // Nobody looks after every scrape.
      guard Int.random(in: 0..<3, using: &noise) > 0 else { continue }
      let anew = Bindings(history)
      routes.update(history, bounds: anew.bounds)
      families.update(history)
      bindings = Bindings(history, addingTo: bindings)
      #expect(routes == RouteIndex(history, bounds: anew.bounds), "step \(step)")
      #expect(families == FamilyIndex(history), "step \(step)")
      #expect(bindings.bounds == anew.bounds, "step \(step)")
      #expect(bindings.work == anew.work && bindings.probes == anew.probes, "step \(step)")
    }
    #expect(routes.routes.count > 10 && families.families.count > 3)
  }

  @Test(
    "every series of a page has one slot, which has its labels, its value and its increase", arguments: 1...2)
  func slots(seed: UInt64) {
    var changing = ChangingPage(seed: seed)
    var parser = Parser()
    var history = History(span: .seconds(960))
    for step in 0..<60 {
      let page = parser.parse(Array(changing.next().utf8), contentType: nil)
      let at = IndexTests.moment(Double(step * 9))
      history.record(page, at: at)
      for name in Set((0..<page.table.count).map { page.table.name(of: $0) }) {
        let slots = history.slots(ofSample: name)
        let byLabels = Dictionary(grouping: slots) { history.labels(of: $0) }
        for place in page.table.places(ofSample: name) {
          let own = byLabels[page.table.labels(of: place)] ?? []
          #expect(own.count == 1, "step \(step): \(name) \(page.table.labels(of: place))")
          #expect(own.first.flatMap { history.value($0, at: at) } == page.values[place])
        }
        for slot in slots {
          let samples = history.samples(slot, at: at, window: .seconds(60))
          let increase = history.increase(slots: [slot], at: at, window: .seconds(60))
          #expect(
            increase == PromQL.increase(samples, at: at.seconds, range: 60) ?? 0, "step \(step): \(name)")
        }
      }
    }
  }

  @Test("a scanner's paths cost what they are: no series that is known is looked at again")
  func work() {
    func page(_ paths: Int) -> String {
      let labels = (0..<paths).map { "method=\"GET\",route=\"/old/\($0)\",status_code=\"404\"" }
      return "# TYPE http_requests_total counter\n"
        + labels.map { "http_requests_total{\($0)} 1\n" }.joined()
        + "# TYPE http_request_duration_seconds histogram\n"
        + labels.map { "http_request_duration_seconds_bucket{\($0),le=\"+Inf\"} 1\n" }.joined()
    }
    var parser = Parser()
    var history = History(span: .seconds(960))
    var routes = RouteIndex(history, bounds: [])
    var families = FamilyIndex(history)
    for scrape in 0..<20 {
      history.record(
        parser.parse(Array(page(500 + 20 * scrape).utf8), contentType: nil),
        at: IndexTests.moment(Double(2 * scrape)))
      routes.update(history, bounds: [.infinity])
      families.update(history)
    }
    // Each path has two series.
    #expect(routes.work == 2 * (500 + 20 * 19))
    #expect(families.work == routes.work)
    #expect(routes.routes.count == 500 + 20 * 19)
  }
}
