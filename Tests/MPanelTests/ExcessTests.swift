import Exposition
import MPanel
import Telemetry
import Testing

@Suite("Pages with more of something than is followed")
struct ExcessTests {
  /// Requests in buckets of so many finite bounds, a second apart; one a second falls into each.
  private static func histogram(_ bounds: Int, second: Int) -> String {
    let route = #"method="GET",route="/api/a",status="200""#
    let buckets = (1...bounds).map {
      "http_request_duration_seconds_bucket{le=\"\($0)\",\(route)} \($0 * second)\n"
    }
    return "# TYPE http_request_duration_seconds histogram\n" + buckets.joined()
      + "http_request_duration_seconds_bucket{le=\"+Inf\",\(route)} \(bounds * second)\n"
      + "http_request_duration_seconds_count{\(route)} \(bounds * second)\n"
      + "# TYPE http_requests_total counter\nhttp_requests_total{\(route)} \(bounds * second)\n"
  }

  private static func words(_ recording: Recording, at second: Double) -> String {
    recording.reading(at: second).probes.first { $0.endpoint == .metrics }?.words ?? ""
  }

  @Test("of families that look like breakers as many are followed as there are charts, and the rest is told")
  func breakers() {
    var recording = Recording()
    func page(_ value: Int) -> String {
      "# TYPE http_requests_total counter\nhttp_requests_total 1\n"
        + (0..<2000).map {
          "# TYPE b\($0)_circuit_breaker_state gauge\nb\($0)_circuit_breaker_state \(value)\n"
        }
        .joined()
    }
    recording.take(page(0), at: 0)
    recording.take(page(1), at: 2)
    let reading = recording.reading(at: 2)
    #expect(reading.breakers.value?.count == 256)
    #expect(recording.watch.bindings.breakers.count == 256)
    #expect(ExcessTests.words(recording, at: 2) == "left out: 1744 breakers beyond the limit of 256")
    #expect(reading.probes.first { $0.endpoint == .metrics }?.verdict == .bad)
    // It was so in the past, too.
    let then = recording.watch.rewound(to: Recording.moment(1), window: .seconds(60))
    #expect(
      then.reading(at: Recording.moment(1), window: .seconds(60)).probes.first?.words.hasPrefix("left out: ")
        == true)
    // Those that are followed stay the same.
    recording.take(page(0), at: 4)
    #expect(recording.reading(at: 4).breakers.value?.map(\.name) == reading.breakers.value?.map(\.name))
  }

  @Test("one breaker of many series is no excess")
  func manySeries() {
    var recording = Recording()
    let states = (0..<300).map { "circuit_breaker_state{name=\"a\",state=\"closed\",zone=\"\($0)\"} 1\n" }
    recording.take(
      "# TYPE http_requests_total counter\nhttp_requests_total 1\n# TYPE circuit_breaker_state gauge\n"
        + states.joined(), at: 0)
    #expect(recording.watch.bindings.excess.isEmpty)
  }

  @Test("of too many bounds some are left out evenly: percentiles are coarser and not wrong, and it is told")
  func bounds() throws {
    var recording = Recording()
    for second in 0...10 { recording.take(ExcessTests.histogram(5000, second: second), at: Double(second)) }
    let reading = recording.reading(at: 10)
    let latency = try #require(reading.latency.value)
    #expect(latency.bounds.count == BucketBounds.most)
    #expect(latency.bounds.first == 1 && latency.bounds.last == .infinity)
    #expect(latency.bounds.dropLast().last == 5000)
    // A twentieth of a uniform distribution up to 5000 s is above the 95th percentile.
    let p95 = try #require(latency.percentiles.first { $0.name == "p95" })
    #expect(abs(p95.seconds - 4750) < 1e-6, "\(p95)")
    #expect(
      ExcessTests.words(recording, at: 10)
        == "left out: 4745 bounds beyond the limit of 256 of the buckets of requests")
    // An hour of steps holds as many figures and no more.
    #expect(recording.watch.trail.steps.allSatisfy { $0.requests.count < BucketBounds.most + 10 })
    // A route has the bounds of all.
    let index = RouteIndex(recording.watch.history, bounds: recording.watch.bindings.bounds)
    #expect(index.bounds == latency.bounds)
    let table = try #require(recording.watch.routes(at: Recording.moment(10), window: .seconds(60)).value)
    let route = try #require(table.figures(of: RouteName(method: "GET", path: "/api/a")))
    #expect(route.latency?.percentiles.map(\.seconds) == latency.percentiles.map(\.seconds))
    let family = try #require(FamilyIndex(recording.watch.history)["http_request_duration_seconds"])
    #expect(family.bounds == latency.bounds && family.leftOutBounds == 5000 - 255)
  }

  @Test("bounds that come later take what room there is, and those that are known stay")
  func later() throws {
    var recording = Recording()
    recording.take(ExcessTests.histogram(200, second: 0), at: 0)
    recording.take(ExcessTests.histogram(200, second: 1), at: 1)
    recording.take(ExcessTests.histogram(400, second: 2), at: 2)
    recording.take(ExcessTests.histogram(400, second: 3), at: 3)
    let bounds = recording.watch.bindings.bounds
    #expect(bounds.count == BucketBounds.most && bounds.prefix(200).elementsEqual((1...200).map(Double.init)))
    #expect(bounds.last == .infinity && recording.watch.bindings.excess.bounds == 400 - 255)
    let latency = try #require(recording.reading(at: 3).latency.value)
    #expect(latency.percentiles.allSatisfy { $0.seconds <= 400 })
  }
}
