import MPanel
import SharedCases
import Telemetry
import Testing

@Suite("Routes")
struct RouteTests {
  private func table(_ recording: Recording, at second: Double) throws -> RouteTable {
    try #require(
      recording.watch.routes(at: Recording.moment(second), window: .seconds(60)).value)
  }

  @Test(
    "all routes together are the traffic and the latency of the instance, in every dialect",
    .enabled(if: SharedFolder.isPresent), arguments: ["c/series", "documented", "legacy/series"])
  func total(folder: String) throws {
    var recording = Recording()
    try recording.take(recorded: "\(folder)/scrape_00", at: 0)
    try recording.take(recorded: "\(folder)/scrape_05", at: 10)
    let table = try table(recording, at: 10)
    let reading = recording.reading(at: 10)
    let traffic = try #require(reading.traffic.value)
    let latency = try #require(reading.latency.value)
    for (mine, whole) in zip(table.total.perSecond, traffic.perSecond) { #expect(abs(mine - whole) < 1e-9) }
    let mine = try #require(table.total.latency)
    for (one, other) in zip(mine.percentiles, latency.percentiles) {
      #expect(abs(one.seconds - other.seconds) < 1e-9, "\(one.name)")
    }
    #expect(abs((mine.mean ?? 0) - (latency.mean ?? 1)) < 1e-9)
    let rows = table.routes + table.unmatched
    #expect(abs(rows.reduce(0) { $0 + ($1.share ?? 0) } - 1) < 1e-9)
    #expect(abs(rows.reduce(0) { $0 + ($1.timeShare ?? 0) } - 1) < 1e-9)
    #expect(!rows.contains { $0.name.path == "/metrics" })
  }

  @Test(
    "thousands of scanned paths are told from routes by what they were answered, and by no parameter",
    .enabled(if: SharedFolder.isPresent))
  func scanners() throws {
    var recording = Recording()
    try recording.take(recorded: "c/metrics_heavy_cardinality", at: 0)
    try recording.take(recorded: "c/metrics_heavy_cardinality", at: 2)
    let table = try table(recording, at: 2)
    #expect(table.unmatched.count > 3000)
    #expect(table.routes.count < 30)
    for path in ["/", "/:id", "/plans", "/zones/:zone/records", "/login", "/sync"] {
      #expect(table.routes.contains { $0.name.path == path }, "\(path)")
    }
    #expect(table.losesPrefixes)
    #expect(table.routes.filter { !$0.name.isMounted }.allSatisfy { $0.isAmbiguous })
  }

  @Test(
    "quotes, braces and thousands of letters in a path stay one path", .enabled(if: SharedFolder.isPresent))
  func weirdLabels() throws {
    var recording = Recording()
    try recording.take(recorded: "c/metrics_weird_labels", at: 0)
    try recording.take(recorded: "c/metrics_weird_labels", at: 2)
    let paths = try table(recording, at: 2).unmatched.map(\.name.path)
    #expect(Set(paths).count == paths.count)
    #expect(paths.contains { $0.utf8.count > 4000 })
    #expect(paths.contains { $0.contains("\"" as Character) })
    #expect(paths.contains { $0.contains("\\" as Character) })
  }

  @Test(
    "a rank beyond the highest bound is more than that, not equal to it", .enabled(if: SharedFolder.isPresent)
  )
  func beyond() throws {
    var recording = Recording()
    recording.take(page(slow: 0), at: 0)
    recording.take(page(slow: 50), at: 10)
    let route = try #require(try table(recording, at: 10).routes.first)
    #expect(route.percentile(0.99)?.isBeyond == true)
    #expect(route.percentile(0.99)?.seconds == 10)
    // 50 requests of 20 s in 10 s: a hundred at once.
    #expect(abs((route.busy ?? 0) - 100) < 1e-4)
  }

  private func page(slow: Int) -> String {
    """
    # TYPE http_request_duration_seconds histogram
    http_request_duration_seconds_bucket{method="GET",route="/api/a",status="200",le="10"} 0
    http_request_duration_seconds_bucket{method="GET",route="/api/a",status="200",le="+Inf"} \(slow)
    http_request_duration_seconds_sum{method="GET",route="/api/a",status="200"} \(20 * slow)
    http_request_duration_seconds_count{method="GET",route="/api/a",status="200"} \(slow)

    """
  }

  @Test("without a counter the histogram's count says how many requests came")
  func histogramAlone() throws {
    var recording = Recording()
    recording.take(page(slow: 0), at: 0)
    recording.take(page(slow: 50), at: 10)
    #expect(abs(try table(recording, at: 10).total.total - 5) < 1e-6)
  }

  @Test("a sum that fell with the clock gives no mean and no share of time, and everything else stays")
  func clockStep() throws {
    var recording = Recording()
    recording.take(page(slow: 50).replacingSum(by: 1000), at: 0)
    recording.take(page(slow: 100).replacingSum(by: 400), at: 10)
    let route = try #require(try table(recording, at: 10).routes.first)
    #expect(route.latency?.mean == nil && route.busy == nil && route.timeShare == nil)
    #expect(route.percentile(0.5) != nil && route.total > 0)
  }

  @Test("of the requests to the probes, mptop's own are left out")
  func ownProbes() throws {
    func page(_ probes: Int) -> String {
      """
      # TYPE http_requests_total counter
      http_requests_total{method="GET",route="/api/health",status="200"} \(probes)
      http_requests_total{method="GET",route="/api/a",status="200"} \(probes)

      """
    }
    var recording = Recording()
    recording.take(page(0), at: 0)
    recording.take(.probe(ok: true, reason: nil), of: .ready, at: 5)
    recording.take(page(2), at: 10)
    let table = try table(recording, at: 10)
    #expect(abs((table.figures(of: RouteName(method: "GET", path: "/api/health"))?.total ?? 0) - 0.1) < 1e-6)
    #expect(abs((table.figures(of: RouteName(method: "GET", path: "/api/a"))?.total ?? 0) - 0.2) < 1e-6)
  }

  @Test("the past of a route has the rates of its own requests alone, column by column")
  func past() throws {
    var recording = Recording()
    for second in 0...10 { recording.take(page(slow: second * second), at: Double(second)) }
    let index = RouteIndex(recording.watch.history, bounds: recording.watch.bindings.bounds)
    let series = try #require(index.series(of: RouteName(method: "GET", path: "/api/a")))
    let past = recording.watch.past(of: series, bounds: index.bounds)
    let columns = past.trail.columns(3, every: .seconds(1), at: Recording.moment(10))
    // 8² − 7², 9² − 8², 10² − 9².
    #expect(past.trail.totals(columns: columns) == [15, 17, 19])
    #expect(past.rates("200", columns: columns) == [15, 17, 19])
  }
}

extension String {
  fileprivate func replacingSum(by value: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("http_request_duration_seconds_sum")
        ? "http_request_duration_seconds_sum{method=\"GET\",route=\"/api/a\",status=\"200\"} \(value)"
        : String(line)
    }.joined(separator: "\n")
  }
}
