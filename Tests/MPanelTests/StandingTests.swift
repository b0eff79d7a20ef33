import MPanel
import Telemetry
import Testing

@Suite("Standing")
struct StandingTests {
  private static let page = """
    # TYPE http_requests_total counter
    http_requests_total{method="GET",route="/api/users",status="200"} 1
    # TYPE db_pool_size_total gauge
    db_pool_size_total 20
    # TYPE db_pool_size_active gauge
    db_pool_size_active 3

    """

  private func busy(_ active: Int, waiting: Int? = nil) -> String {
    StandingTests.page.replacing("active 3", with: "active \(active)")
      + (waiting.map { "# TYPE db_pool_connections_waiting gauge\ndb_pool_connections_waiting \($0)\n" } ?? "")
  }

  @Test(
    "each failure has its state",
    arguments: [
      (ScrapeFailure.refused, Condition.down), (.limited(waitSeconds: 30), .limited),
      (.unauthorised(status: 401), .unauthorised),
      (.notMPanel(contentType: "text/html", excerpt: "<html>"), .badData),
      (.draining(retryAfterSeconds: 5), .draining),
    ])
  func failures(failure: ScrapeFailure, condition: Condition) {
    var recording = Recording()
    recording.take(StandingTests.page, at: 0)
    recording.take(.failure(failure), of: .metrics, at: 2)
    let standing = recording.reading(at: 2).standing
    #expect(standing.condition == condition)
    #expect(standing.reason == failure.words)
    #expect(standing.since == Recording.moment(2))
  }

  @Test("a time-out after good answers is SLOW, and DOWN once it lasts")
  func slowThenDown() {
    var recording = Recording()
    recording.take(StandingTests.page, at: 0)
    recording.take(.failure(.timedOut(after: .seconds(5))), of: .metrics, at: 7)
    #expect(recording.reading(at: 7).standing.condition == .slow)
    recording.take(.failure(.timedOut(after: .seconds(5))), of: .metrics, at: 16)
    #expect(recording.reading(at: 16).standing.condition == .down)
  }

  @Test("refusals after DRAINING are still draining, for half a minute")
  func draining() {
    var recording = Recording()
    recording.take(StandingTests.page, at: 0)
    recording.take(.failure(.draining(retryAfterSeconds: nil)), of: .metrics, at: 2)
    recording.take(.failure(.refused), of: .metrics, at: 6)
    #expect(recording.reading(at: 6).standing.condition == .draining)
    recording.take(.failure(.refused), of: .metrics, at: 33)
    #expect(recording.reading(at: 33).standing.condition == .down)
  }

  @Test("metrics served while /api/ready says no is NOT READY, with its reason")
  func notReady() {
    var recording = Recording()
    recording.take(StandingTests.page, at: 0)
    recording.take(.probe(ok: false, reason: "database connection failed"), of: .ready, at: 1)
    let standing = recording.reading(at: 1).standing
    #expect(standing.condition == .notReady)
    #expect(standing.reason == "database connection failed")
  }

  @Test("the pool warns at 80 %, and waiting clients are critical")
  func pool() {
    for (page, words) in [
      (busy(15), []), (busy(16), ["pool 80 %"]), (busy(16, waiting: 0), ["pool 80 %"]),
      (busy(20, waiting: 2), ["2 waiting for the pool"]),
    ] as [(String, [String])] {
      var recording = Recording()
      recording.take(page, at: 0)
      #expect(recording.reading(at: 0).findings.map(\.words) == words)
      #expect(recording.reading(at: 0).standing.condition == (words.isEmpty ? .up : .degraded))
    }
  }

  @Test("a page without any of mPanel's families is BAD DATA, not an mPanel at rest")
  func foreign() {
    var recording = Recording()
    recording.take("# TYPE node_load1 gauge\nnode_load1 0.2\n", at: 0)
    #expect(recording.reading(at: 0).standing.condition == .badData)
  }

  @Test("since when holds until the state changes, whatever its reason becomes")
  func since() {
    var recording = Recording()
    recording.take(.failure(.refused), of: .metrics, at: 3)
    recording.take(.failure(.nameNotFound(host: "panel")), of: .metrics, at: 5)
    #expect(recording.reading(at: 9).standing.since == Recording.moment(3))
    #expect(recording.reading(at: 9).standing.reason == ScrapeFailure.nameNotFound(host: "panel").words)
  }

  @Test("figures look old after two intervals, or once the scraper's own plan is overdue")
  func stale() {
    var recording = Recording()
    recording.take(StandingTests.page, at: 0)
    #expect(!recording.reading(at: 5).isStale)
    #expect(recording.reading(at: 6).isStale)
  }

  @Test("time to full needs three levels that rose one after another")
  func timeToFull() throws {
    var recording = Recording()
    for (second, active) in [(0.0, 4), (10, 4), (30, 6), (40, 6)] { recording.take(busy(active), at: second) }
    #expect(recording.reading(at: 40).pool.value?.fullIn == nil)
    recording.take(busy(8), at: 60)
    // 4 at 0 s, 6 at 30 s, 8 at 60 s: 1 each 15 s, 12 to go: 180 s, of which none has passed.
    #expect(recording.reading(at: 60).pool.value?.fullIn == .seconds(180))
    recording.take(busy(7), at: 90)
    #expect(recording.reading(at: 90).pool.value?.fullIn == nil)
  }

  @Test("a page is as good as what was understood of it: bad lines are counted and the first is named")
  func complaints() throws {
    var recording = Recording()
    recording.take(StandingTests.page + "what is this\n{}\n", at: 0)
    let probe = try #require(recording.reading(at: 0).probes.first { $0.endpoint == .metrics })
    #expect(probe.verdict == .bad)
    #expect(probe.words.hasPrefix("2 lines not understood, first: line 7"), "\(probe.words)")
    // What was understood still counts.
    #expect(recording.reading(at: 0).pool.value?.active == 3)
  }

  @Test("what is beyond the limits is left out, and that is said")
  func leftOut() throws {
    var recording = Recording()
    let name = String(repeating: "n", count: 2000)
    recording.take(StandingTests.page + "\(name) 1\n", at: 0)
    let probe = try #require(recording.reading(at: 0).probes.first { $0.endpoint == .metrics })
    #expect(probe.words == "left out: 1 sample with a name longer than 1024 bytes")
  }

  @Test("bounds of buckets are read in every spelling that Prometheus knows")
  func bounds() throws {
    var recording = Recording()
    for second in [0.0, 2] {
      let count = Int(second) * 10
      recording.take(
        """
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{le=".5"} \(count)
        http_request_duration_seconds_bucket{le="1e0"} \(count)
        http_request_duration_seconds_bucket{le="+inf"} \(count)
        http_request_duration_seconds_sum 1
        http_request_duration_seconds_count \(count)

        """, at: second)
    }
    let latency = try #require(recording.reading(at: 2).latency.value)
    #expect(latency.bounds == [0.5, 1, .infinity])
    // All 20 lie in 0–0.5: the median is in its middle.
    #expect(abs(latency.percentiles[0].seconds - 0.25) < 1e-9)
  }
}
