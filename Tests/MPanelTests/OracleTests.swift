import Foundation
import MPanel
import SharedCases
import Telemetry
import Testing

/// Readings of recordings against figures that were computed independently of this program.
@Suite("Recordings against the oracle", .enabled(if: SharedFolder.isPresent))
struct OracleTests {
  /// Two neighbouring scrapes of a recording and what follows from them.
  private struct Pair {
    let from: String
    let to: String
    let seconds: Double
    /// Without the scrapes that made the recording.
    let figures: [String: Double]
    let gauges: [String: Double]
  }

  private func pairs(_ file: String) throws -> [Pair] {
    let bytes = try #require(SharedFolder.bytes("contract/recordings/oracle/\(file).json"))
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    return try objects.map { object in
      Pair(
        from: try #require(object["frm"] as? String), to: try #require(object["to"] as? String),
        seconds: try #require(object["dt"] as? Double),
        figures: (object["without_scrapes"] as? [String: Any] ?? [:]).compactMapValues {
          ($0 as? NSNumber)?.doubleValue
        },
        gauges: (object["gauges"] as? [String: Any] ?? [:]).compactMapValues {
          ($0 as? NSNumber)?.doubleValue
        })
    }
  }

  @Test(
    "traffic and percentiles between two scrapes", arguments: ["c_series", "documented", "legacy_series"])
  func figures(file: String) throws {
    let pairs = try pairs(file)
    #expect(!pairs.isEmpty)
    for pair in pairs {
      var recording = Recording()
      try recording.take(recorded: pair.from, at: 0)
      try recording.take(recorded: pair.to, at: pair.seconds)
      let reading = recording.reading(at: pair.seconds)
      let latency = try #require(reading.latency.value, "\(pair.to)")
      let traffic = try #require(reading.traffic.value, "\(pair.to)")
      for percentile in latency.percentiles {
        let expected = try #require(pair.figures[percentile.name])
        #expect(abs(percentile.seconds - expected) <= 1e-8 * expected, "\(pair.to) \(percentile.name)")
      }
      // The window is a nanosecond longer than the two scrapes lie apart, so that both are in it.
      let requests = try #require(pair.figures["requests"])
      #expect(abs(latency.requests - requests) <= requests * 1e-6, "\(pair.to)")
      let rate = try #require(pair.figures["rps"])
      #expect(abs(traffic.total - rate) <= rate * 1e-6, "\(pair.to)")
      let errors = try #require(pair.figures["errors_5xx"])
      #expect(abs(traffic.perSecond[Traffic.Class.serverError.rawValue] * pair.seconds - errors) <= 0.01)
    }
  }

  @Test("pool, queues and breakers of the documented build are the gauges of the newest scrape")
  func gauges() throws {
    for pair in try pairs("documented") {
      var recording = Recording()
      try recording.take(recorded: pair.from, at: 0)
      try recording.take(recorded: pair.to, at: pair.seconds)
      let reading = recording.reading(at: pair.seconds)
      let pool = try #require(reading.pool.value)
      #expect(pool.total == pair.gauges["db_pool_size_total"])
      #expect(pool.active == pair.gauges["db_pool_size_active"])
      #expect(pool.idle == pair.gauges["db_pool_size_idle"])
      for queue in try #require(reading.queues.value) {
        func depth(_ status: String) -> Double? {
          pair.gauges[#"queue_size{"queue_name": "\#(queue.name)", "status": "\#(status)"}"#]
        }
        #expect(queue.pending == depth("pending"), "\(queue.name)")
        #expect(queue.processing == depth("processing"), "\(queue.name)")
        #expect(queue.failed == depth("failed"), "\(queue.name)")
      }
      let breakers = try #require(reading.breakers.value)
      #expect(breakers.count == 4)
      for breaker in breakers {
        let value = try #require(pair.gauges[#"circuit_breaker_state{"service": "\#(breaker.name)"}"#])
        #expect(breaker.state == [.closed, .open, .halfOpen][Int(exactly: value) ?? 3], "\(breaker.name)")
      }
      #expect(reading.traffic.value?.inFlight == pair.gauges["http_active_connections"])
    }
  }

  @Test(
    "a stock build: the pool is stuck, the queues have no series, breakers are not exported; none is zero")
  func stock() throws {
    var recording = Recording()
    try recording.take(recorded: "c/series/scrape_00", at: 0)
    try recording.take(recorded: "c/series/scrape_01", at: 2)
    let reading = recording.reading(at: 2)
    #expect(reading.pool.absence == .stuckAtZero(family: "mpanel_db_pool_size"))
    #expect(reading.queues.absence == .noSeries(family: "mpanel_queue_size"))
    #expect(reading.breakers.absence == .notExported("this build exports no breaker state"))
    #expect(reading.standing.condition == .up)
    #expect(reading.identity.dialect == .prefixed)
  }

  @Test("a legacy build: recognised, its traffic counted, everything else said to be missing")
  func legacy() throws {
    var recording = Recording()
    try recording.take(recorded: "legacy/series/scrape_00", at: 0)
    try recording.take(recorded: "legacy/series/scrape_01", at: 2)
    let reading = recording.reading(at: 2)
    #expect(reading.identity.dialect == .legacy)
    #expect(reading.pool.absence != nil && reading.queues.absence != nil && reading.breakers.absence != nil)
  }

  @Test("mptop's own probes are no traffic; those of others are")
  func ownProbes() throws {
    func page(_ work: Int, _ probes: Int) -> String {
      """
      # TYPE http_requests_total counter
      http_requests_total{method="GET",route="/api/users",status="200"} \(work)
      http_requests_total{method="GET",route="/api/health",status="200"} \(probes)
      http_requests_total{method="GET",route="/metrics",status="200"} \(work)

      """
    }
    var recording = Recording()
    recording.take(page(100, 10), at: 0)
    recording.take(.probe(ok: true, reason: nil), of: .ready, at: 5)
    recording.take(page(150, 11), at: 10)
    // 50 in 10 s; the one probe was mptop's.
    #expect(abs(try #require(recording.reading(at: 10).traffic.value).total - 5) < 1e-6)
    recording.take(page(200, 31), at: 20)
    // 100 in 20 s, and 20 probes of a load balancer beside the one of mptop.
    #expect(abs(try #require(recording.reading(at: 20).traffic.value).total - 6) < 1e-6)
    let rates = recording.watch.trail.totals(
      columns: recording.watch.trail.columns(2, every: .seconds(10), at: Recording.moment(20)))
    #expect(rates.map { $0.map { ($0 * 10).rounded() / 10 } } == [5, 7])
  }

  @Test(
    "a registry that was switched to OpenMetrics, or to it and back, tells the same",
    arguments: [
      ("documented/scrape_00", "documented/openmetrics_00"),
      ("c/series/scrape_00", "c/openmetrics/metrics_openmetrics"),
      ("c/series/scrape_00", "c/openmetrics/metrics_text_after_openmetrics"),
    ])
  func openMetrics(text: String, openMetrics: String) throws {
    var plain = Recording()
    try plain.take(recorded: text, at: 0)
    var other = Recording()
    try other.take(recorded: openMetrics, at: 0)
    for signal in Signal.allCases {
      #expect(
        (plain.watch.bindings.declared[signal] == nil) == (other.watch.bindings.declared[signal] == nil),
        "\(signal)")
      #expect(
        (plain.watch.bindings.single[signal] == nil) == (other.watch.bindings.single[signal] == nil),
        "\(signal)")
    }
    let counted = other.watch.bindings.work.classes.contains { !$0.isEmpty }
    #expect(counted)
  }

  @Test("counters without their ending are counted too")
  func bareCounters() throws {
    var recording = Recording()
    for second in [0.0, 2] {
      recording.take(
        "# TYPE mpanel_http_requests counter\nmpanel_http_requests{route=\"/a\",status_code=\"200\"} \(10 * second)\n",
        at: second)
    }
    #expect(abs(try #require(recording.reading(at: 2).traffic.value).total - 10) < 1e-6)
  }
}
