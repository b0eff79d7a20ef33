import Exposition
import MPanel
import Telemetry
import Testing

/// Where a number would be easy to get and wrong.
@Suite("True numbers")
struct TrueNumbersTests {
  private func requests(_ count: Double, took sum: Double, started: Int = 1000, more: String = "") -> String {
    """
    # TYPE http_request_duration_seconds histogram
    http_request_duration_seconds_bucket{le="1",method="GET",route="/api/users",status="200"} \(count)
    http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/api/users",status="200"} \(count)
    http_request_duration_seconds_sum{method="GET",route="/api/users",status="200"} \(sum)
    http_request_duration_seconds_count{method="GET",route="/api/users",status="200"} \(count)
    # TYPE http_requests_total counter
    http_requests_total{method="GET",route="/api/users",status="200"} \(count)
    # TYPE process_start_time_seconds gauge
    process_start_time_seconds \(started)
    \(more)

    """
  }

  @Test("where the server's clock was set back the mean is not known, and not the sum of its life")
  func clockSetBack() throws {
    var recording = Recording()
    recording.take(requests(1000, took: 500), at: 0)
    recording.take(requests(1010, took: 502), at: 2)
    #expect(abs(try #require(try recording.reading(at: 2).latency.get().mean) - 0.2) < 1e-9)
    recording.take(requests(1020, took: 501.5), at: 4)
    #expect(try recording.reading(at: 4).latency.get().mean == nil)
    let index = FamilyIndex(recording.watch.history)
    let family = try #require(index["http_request_duration_seconds"])
    let figures = recording.watch.figures(of: family, at: Recording.moment(4), window: .seconds(60))
    #expect(figures?.perSecond ?? 0 > 0 && figures?.mean == nil)
  }

  @Test("an instance that is asked less often than the window is long has rates, and alerts that see them")
  func askedRarely() throws {
    var recording = Recording()
    for second in stride(from: 0.0, through: 360, by: 90) {
      recording.take(requests(1000 + 10 * second, took: 500 + 20 * second), at: second)
    }
    let reading = recording.reading(at: 360)
    #expect(abs(try reading.traffic.get().total - 10) < 1e-6)
    #expect(abs(try #require(try reading.latency.get().mean) - 2) < 1e-6)
    #expect(reading.covered == .nanoseconds(90_000_000_001))
  }

  @Test("figures of several workers are not counted once one of them answers alone again")
  func afterSeveralWorkers() throws {
    var recording = Recording()
    recording.take(requests(1_000_000, took: 5000), at: 0)
    recording.take(requests(900_020, took: 4000), at: 2)
    for second in stride(from: 4.0, through: 130, by: 2) {
      recording.take(requests(900_000 + 10 * second, took: 4000), at: second)
    }
    for window in [30.0, 300, 900] {
      let rate = try recording.reading(at: 130, window: window).traffic.get().total
      #expect(abs(rate - 10) < 0.1, "\(rate) over \(window)")
    }
    // While it was not known, the chart has a gap and no zero.
    let columns = recording.watch.trail.columns(60, every: .seconds(2), at: Recording.moment(60))
    #expect(recording.watch.trail.totals(columns: columns).allSatisfy { $0 == nil })
    let family = try #require(FamilyIndex(recording.watch.history)["http_requests_total"])
    let extremes = recording.watch.extremes(of: family.whole, in: family)
    #expect(try #require(extremes?.greatest) < 11)
  }

  @Test("what mptop has seen is told with how long it has watched, also when charts reach less far back")
  func watchedFor() {
    var recording = Recording()
    recording.watch.memory = .share(of: 10_000)
    for second in stride(from: 0.0, through: 4000, by: 10) {
      recording.take(requests(second, took: second), at: second)
    }
    let at = Recording.moment(4000)
    #expect(recording.watch.security(at: at, window: .seconds(60)).watchedFor == .seconds(4000))
    #expect(recording.watch.runtime(at: at, window: .seconds(60)).process.watchedFor == .seconds(4000))
  }

  @Test("an alert of a breaker ends with the process that had it, when the new one exports none yet")
  func breakerGone() {
    var recording = Recording()
    let breaker = "# TYPE circuit_breaker_state gauge\ncircuit_breaker_state{service=\"stripe\"} 1"
    recording.take(requests(10, took: 1, more: breaker), at: 0)
    #expect(recording.reading(at: 0).findings.map(\.words) == ["stripe OPEN"])
    recording.take(requests(1, took: 1, started: 2000), at: 10)
    #expect(recording.reading(at: 10).findings.isEmpty)
    #expect(recording.reading(at: 10).standing.condition == .up)
  }

  @Test("an own alert ends when the one series that it was about is gone")
  func seriesGone() throws {
    var settings = AlertSettings()
    var own = AlertSettings.Own()
    own.family = "jobs_stuck"
    own.above = 3
    settings.own = [own]
    var recording = Recording(rules: AlertRules(settings))
    recording.take(requests(10, took: 1, more: "# TYPE jobs_stuck gauge\njobs_stuck 5"), at: 0)
    #expect(recording.reading(at: 0).findings.count == 1)
    recording.take(requests(20, took: 1), at: 10)
    #expect(recording.reading(at: 10).findings.isEmpty)
  }

  @Test("where a low figure is the bad one, a cleared threshold lies above")
  func clearAbove() throws {
    var settings = AlertSettings()
    settings[rule: "certificate"].clear = 20
    let rule = try #require(AlertRules(settings)["certificate"])
    #expect(rule.warning == AlertThreshold(14, clear: 20))
    #expect(rule.critical == AlertThreshold(3, clear: 9))
  }

  @Test("what came to light after a silence is no burst")
  func noBurst() throws {
    func page(_ failures: Double) -> String {
      requests(
        10, took: 1,
        more: "# TYPE auth_failures_total counter\nauth_failures_total{reason=\"expired_token\"} \(failures)")
    }
    var recording = Recording()
    for second in stride(from: 0.0, through: 600, by: 10) { recording.take(page(second / 5), at: second) }
    recording.take(.failure(.refused), of: .metrics, at: 610)
    for second in stride(from: 1200.0, through: 1260, by: 10) { recording.take(page(second / 5), at: second) }
    func burst(at second: Double) throws -> CounterPast.Burst? {
      try recording.watch.security(at: Recording.moment(second), window: .seconds(60)).authFailures.get()
        .first?
        .burst
    }
    #expect(try burst(at: 1260) == nil)
    recording.take(page(1260 / 5 + 100), at: 1270)
    #expect(try burst(at: 1270)?.count ?? 0 > 100)
  }

  @Test("the longest pause is told by what was counted, not by what was extrapolated")
  func longestPause() throws {
    func page(_ short: Int, _ all: Int) -> String {
      requests(
        10, took: 1,
        more: """
          # TYPE nodejs_gc_duration_seconds histogram
          nodejs_gc_duration_seconds_bucket{le="0.01",kind="major"} \(short)
          nodejs_gc_duration_seconds_bucket{le="2",kind="major"} \(all)
          nodejs_gc_duration_seconds_bucket{le="+Inf",kind="major"} \(all)
          nodejs_gc_duration_seconds_sum{kind="major"} \(all)
          nodejs_gc_duration_seconds_count{kind="major"} \(all)
          """)
    }
    var recording = Recording()
    for second in stride(from: 0.0, through: 200, by: 10) {
      // One long pause before the window begins, then a short one with every scrape.
      let short = max(0, Int(second - 145) / 10)
      recording.take(page(short, short + 1), at: second)
    }
    let runtime = recording.watch.runtime(at: Recording.moment(200), window: .seconds(55))
    let major = try #require(try runtime.collections.get().first)
    #expect(major.longestUpTo == 0.01)
    #expect(major.beyond == 2)
  }

  @Test("a queue of any size that shrinks by next to nothing is empty some day, and nothing traps")
  func hugeQueue() throws {
    var recording = Recording()
    for second in stride(from: 0.0, through: 60, by: 5) {
      recording.take(
        requests(
          second, took: 1,
          more: """
            # TYPE queue_size gauge
            queue_size{queue_name="email",status="pending"} \(1e15 - second)
            # TYPE db_pool_size_total gauge
            db_pool_size_total 1e15
            # TYPE db_pool_size_active gauge
            db_pool_size_active \(second)
            """), at: second)
    }
    let reading = recording.reading(at: 60)
    #expect(try reading.queues.get().first?.emptyIn != nil)
    #expect(try reading.pool.get().fullIn != nil)
  }

  @Test("that all connections which happen to be open are busy does not contradict a good answer of ready")
  func maximumUnknown() {
    var recording = Recording()
    let pool =
      "# TYPE db_pool_size_total gauge\ndb_pool_size_total 2\n# TYPE db_pool_size_active gauge\ndb_pool_size_active 2"
    recording.take(requests(10, took: 1, more: pool), at: 0)
    recording.take(.probe(ok: true, reason: nil), of: .ready, at: 1)
    recording.take(requests(20, took: 1, more: pool), at: 2)
    #expect(!recording.reading(at: 2).alerts.contains { $0.key.rule == "ready-contradicted" })
  }
}
