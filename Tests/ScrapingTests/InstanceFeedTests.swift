import Exposition
import MPanel
import Telemetry
import Testing

@testable import Scraping

@Suite("The scrapes of one instance, from a Prometheus server's samples")
struct InstanceFeedTests {
  private static let start: Int64 = 1_763_393_000_000

  /// A series of `name` with one sample every 15 s.
  private func series(
    _ name: String, _ values: [Double], _ labels: [String: String] = [:], from place: Int = 0
  ) -> PrometheusSeries {
    let all = labels.merging(["__name__": name, "job": "mpanel", "instance": "a:1"]) { mine, _ in mine }
    return PrometheusSeries(
      labels: all.sorted { $0.key < $1.key }.map { Label(name: $0.key, value: $0.value) },
      points: values.enumerated().map {
        PrometheusSeries.Point(
          milliseconds: InstanceFeedTests.start + Int64(15_000 * (place + $0.offset)), value: $0.element)
      })
  }

  private func pages(_ scrapes: [InstanceFeed.Scrape]) -> [Page?] {
    scrapes.map { if case .page(let page) = $0.outcome { page } else { nil } }
  }

  private let late = start + 3_600_000

  @Test("each time of the samples is one scrape, and is told once however often it is seen")
  func once() throws {
    var feed = InstanceFeed()
    let first = feed.scrapes(
      of: [series("up", [1, 1]), series("queue_size", [3, 4], ["queue_name": "email"])], metadata: Metadata(),
      now: late)
    #expect(first.map(\.milliseconds) == [InstanceFeedTests.start, InstanceFeedTests.start + 15_000])
    #expect(pages(first).map { $0?.values } == [[3], [4]])
    #expect(feed.interval == nil || feed.interval == .seconds(15))
    let second = feed.scrapes(
      of: [series("up", [1, 1, 1]), series("queue_size", [3, 4, 4], ["queue_name": "email"])],
      metadata: Metadata(),
      now: late)
    #expect(second.map(\.milliseconds) == [InstanceFeedTests.start + 30_000])
    #expect(feed.interval == .seconds(15))
    let tables = pages(first + second).compactMap { $0?.table }
    #expect(tables.count == 3 && tables.allSatisfy { $0 === tables[0] }, "a steady page is read once")
  }

  @Test("a scrape that failed is a failure of the instance, with the server's word for it")
  func down() {
    var feed = InstanceFeed()
    let scrapes = feed.scrapes(
      of: [series("up", [1, 0]), series("queue_size", [3], ["queue_name": "email"])], metadata: Metadata(),
      now: late)
    guard case .failure(.unreachable(let words)) = scrapes.last?.outcome else {
      Issue.record("no failure")
      return
    }
    #expect(words == "up is 0: Prometheus cannot scrape it")
  }

  @Test("what the target carries is taken off, and what was renamed for it gets its name back")
  func labels() throws {
    var feed = InstanceFeed()
    let target = ["env": "prod", "service": "mpanel"]
    let scrapes = feed.scrapes(
      of: [
        series("up", [1], target),
        series("circuit_breaker_state", [1], target.merging(["exported_service": #"str"\ipe"#]) { $1 }),
      ], metadata: Metadata(), now: late)
    let table = try #require(pages(scrapes)[0]?.table)
    #expect(table.labels(of: 0) == [Label(name: "service", value: #"str"\ipe"#)])
    #expect(table.name(of: 0) == "circuit_breaker_state")
  }

  @Test("a scrape of which a part may still be to come is waited for, a while")
  func settling() {
    var feed = InstanceFeed()
    let two = [
      series("up", [1]), series("queue_size", [1], ["queue_name": "a"]),
      series("queue_size", [1], ["queue_name": "b"]),
    ]
    #expect(feed.scrapes(of: two, metadata: Metadata(), now: InstanceFeedTests.start).count == 1)
    let part = [series("up", [1, 1]), two[1], series("queue_size", [2], ["queue_name": "b"], from: 1)]
    let soon = InstanceFeedTests.start + 15_000
    #expect(feed.scrapes(of: part, metadata: Metadata(), now: soon + 400).isEmpty)
    #expect(feed.scrapes(of: part, metadata: Metadata(), now: soon + 5000).count == 1)
  }

  @Test("the figures are those of the pages themselves")
  func sameFigures() throws {
    var parser = Parser()
    var direct = Watch(
      target: Target(id: 0, name: "a", address: "a:1"), interval: .seconds(15), started: moment(0))
    var through = direct
    var samples: [String: PrometheusSeries] = [:]
    for place in 0..<6 {
      let page = parser.parse(Array(InstanceFeedTests.page(place).utf8))
      direct.take(report(.page(page), place))
      for row in 0..<page.table.count {
        let labels = Dictionary(page.table.labels(of: row).map { ($0.name, $0.value) }) { first, _ in first }
        let one = series(page.table.name(of: row), [page.values[row]], labels, from: place)
        let key = "\(one.labels)"
        samples[key, default: PrometheusSeries(labels: one.labels, points: [])].points += one.points
      }
    }
    var feed = InstanceFeed()
    let shuffled =
      [series("up", Array(repeating: 1, count: 6))] + samples.sorted { $0.key > $1.key }.map(\.value)
    let scrapes = feed.scrapes(of: shuffled, metadata: Metadata(), now: late)
    #expect(scrapes.count == 6)
    for (place, scrape) in scrapes.enumerated() { through.take(report(scrape.outcome, place)) }
    let readings = [direct, through].map { $0.reading(at: moment(5), window: .seconds(60)) }
    #expect(readings[0].latency.value != nil)
    #expect(readings[0].latency.value?.increases == readings[1].latency.value?.increases)
    #expect(readings[0].latency.value?.percentiles == readings[1].latency.value?.percentiles)
    #expect(readings[0].traffic == readings[1].traffic)
    #expect(readings[0].queues == readings[1].queues)
    #expect(readings[0].pool.value == readings[1].pool.value)
    #expect(readings[0].breakers == readings[1].breakers)
  }

  /// In the third page a series appears, in the fifth the process begins anew.
  private static func page(_ place: Int) -> String {
    let count = place < 4 ? place : place - 4
    var lines = [
      "# TYPE mpanel_http_request_duration_seconds histogram",
      #"mpanel_http_request_duration_seconds_bucket{le="0.1",route="/a",status_code="200"} \#(50 * count)"#,
      #"mpanel_http_request_duration_seconds_bucket{le="+Inf",route="/a",status_code="200"} \#(60 * count)"#,
      #"mpanel_http_request_duration_seconds_sum{route="/a",status_code="200"} \#(9.5 * Double(count))"#,
      #"mpanel_http_request_duration_seconds_count{route="/a",status_code="200"} \#(60 * count)"#,
      "# TYPE mpanel_http_requests_total counter",
      #"mpanel_http_requests_total{route="/a",status_code="200"} \#(60 * count)"#,
      "# TYPE mpanel_process_start_time_seconds gauge",
      "mpanel_process_start_time_seconds \(place < 4 ? 1_763_000_000 : 1_763_393_050)",
      "# TYPE mpanel_db_pool_size gauge", #"mpanel_db_pool_size{state="total"} 20"#,
      #"mpanel_db_pool_size{state="idle"} 12"#, #"mpanel_db_pool_size{state="active"} 8"#,
      "# TYPE circuit_breaker_state gauge", #"circuit_breaker_state{service="stripe"} \#(place % 2)"#,
      "# TYPE mpanel_queue_size gauge",
      #"mpanel_queue_size{queue_name="email",status="pending"} \#(7 + place)"#,
    ]
    if place >= 2 {
      lines.insert(#"mpanel_http_requests_total{route="/a",status_code="500"} \#(5 * count)"#, at: 7)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func moment(_ place: Int) -> Moment {
    Moment(seconds: Double(15 * place), unixSeconds: 1_763_393_000 + Double(15 * place))
  }

  private func report(_ outcome: Report.Outcome, _ place: Int) -> Report {
    let exchange = Exchange(endpoint: .metrics, path: "/metrics", requestID: "", started: moment(place))
    return Report(target: 0, exchange: exchange, outcome: outcome, at: moment(place))
  }

  @Test(
    "durations that are no numbers, and times from the ends of the world, bring nothing down",
    arguments: [
      Double.nan, .infinity, -.infinity, 1e300, -1e300,
    ])
  func hostile(seconds: Double) {
    var feed = InstanceFeed()
    let scrapes = feed.scrapes(
      of: [
        series("up", [1, 1]), series("scrape_duration_seconds", [seconds, seconds]),
        series("queue_size", [3, 4], ["queue_name": "email"]),
      ], metadata: Metadata(), now: late)
    #expect(scrapes.count == 2)
    let text =
      #"{"status":"success","data":{"result":[{"metric":{"__name__":"up"},"values":[[-9.2e15,"1"],[9.2e15,"1"]]}]}}"#
    #expect(PrometheusAnswer.read(Array(text.utf8)) == nil)
  }
}
