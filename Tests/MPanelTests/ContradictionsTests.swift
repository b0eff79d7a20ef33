import MPanel
import SharedCases
import Telemetry
import Testing

@Suite("Contradictions")
struct ContradictionsTests {
  private func page(active: Int = 3, waiting: Int = 0, began: Double? = nil) -> String {
    """
    # TYPE db_pool_size_total gauge
    db_pool_size_total 20
    # TYPE db_pool_size_active gauge
    db_pool_size_active \(active)
    # TYPE db_pool_connections_waiting gauge
    db_pool_connections_waiting \(waiting)
    # TYPE db_pool_saturation_ratio gauge
    db_pool_saturation_ratio 1
    # TYPE process_start_time_seconds gauge
    process_start_time_seconds \(Int(began ?? 1_795_470_000))

    """
  }

  private func words(_ rule: String, _ recording: Recording, at second: Double) -> [String] {
    recording.reading(at: second).alerts.filter { $0.key.rule == rule }.map(\.words)
  }

  private func health(uptime: Double? = nil) -> Report.Outcome {
    var health = HealthReport(verdict: .up, status: "healthy")
    health.uptimeSeconds = uptime
    return .health(health)
  }

  @Test("ready that says yes while clients wait, or all that are allowed are busy, is contradicted")
  func readyWhileExhausted() {
    for (text, expected) in [
      (page(active: 20, waiting: 4), "ready says yes, yet 4 clients wait for the pool"),
      (page(active: 20), "ready says yes, yet the pool is used up, 20 of 20"),
    ] {
      var recording = Recording()
      recording.take(text, at: 0)
      recording.take(.probe(ok: true, reason: nil), of: .ready, at: 1)
      recording.take(text, at: 2)
      #expect(words("ready-contradicted", recording, at: 2) == [expected])
      recording.take(page(), at: 4)
      #expect(words("ready-contradicted", recording, at: 4).isEmpty)
    }
  }

  @Test("a yes from before the pool was used up contradicts nothing")
  func readyBefore() {
    var recording = Recording()
    recording.take(page(), at: 0)
    recording.take(.probe(ok: true, reason: nil), of: .ready, at: 1)
    recording.take(page(active: 20, waiting: 4), at: 2)
    recording.take(page(active: 20), at: 4)
    #expect(words("ready-contradicted", recording, at: 4).isEmpty)
  }

  @Test("healthy beside a ready that says no is flagged, and the state goes by ready alone")
  func healthyButNotReady() {
    var recording = Recording()
    recording.take(health(), of: .health, at: 0)
    recording.take(.probe(ok: false, reason: "timeout exceeded"), of: .ready, at: 0)
    recording.take(page(), at: 2)
    #expect(
      words("health-contradicted", recording, at: 2) == [
        "health says healthy, ready says no: timeout exceeded"
      ])
    #expect(recording.reading(at: 2).standing.condition == .notReady)
    recording.take(.probe(ok: true, reason: nil), of: .ready, at: 3)
    recording.take(page(), at: 4)
    #expect(words("health-contradicted", recording, at: 4).isEmpty)
    #expect(recording.reading(at: 4).standing.condition == .up)
  }

  @Test("probes that another process answers show by its uptime, by the server's own clock")
  func otherProcess() {
    let began = 1_795_480_000.0 - 7200
    // The server's clock is an hour ahead of ours, which does not matter here.
    for (uptime, isOther) in [(10_800.0, false), (10_850, false), (10_700, true), (20_000, true)] {
      var recording = Recording()
      recording.take(health(uptime: uptime), of: .health, at: 0, serverDate: 1_795_483_600)
      recording.take(page(began: began), at: 2)
      #expect(words("probes-elsewhere", recording, at: 2).isEmpty != isOther, "\(uptime)")
    }
    // Before a restart the predecessor answered.
    var restarted = Recording()
    restarted.take(health(uptime: 9000), of: .health, at: 0, serverDate: 1_795_480_000)
    restarted.take(page(began: 1_795_480_001), at: 4)
    #expect(words("probes-elsewhere", restarted, at: 4).isEmpty)
    // Without a date nothing is known.
    var dateless = Recording()
    dateless.take(health(uptime: 9), of: .health, at: 0)
    dateless.take(page(began: began), at: 2)
    #expect(words("probes-elsewhere", dateless, at: 2).isEmpty)
  }

  @Test("a clock that is off by half a minute is flagged, one that is off by a second is not")
  func clock() throws {
    for (ahead, expected) in [(-90.0, ["the server's clock is 90 s behind"]), (1, [])] {
      var recording = Recording()
      recording.take(page(), at: 0, serverDate: 1_795_480_000 + ahead - 0.5)
      #expect(words("clock", recording, at: 0) == expected)
    }
  }

  @Test(
    "recorded pages of two workers show as several processes without rates",
    .enabled(if: SharedFolder.isPresent))
  func workers() throws {
    var recording = Recording()
    for index in 0..<8 { try recording.take(recorded: "cluster/newconn_\(index)", at: Double(index)) }
    let reading = recording.reading(at: 7)
    #expect(reading.traffic.absence == .severalProcesses)
    #expect(reading.latency.absence == .severalProcesses)
    #expect(words("several-processes", recording, at: 7) == ["several processes behind this address"])
    #expect(recording.watch.restarted == nil)
  }

  @Test(
    "recorded pages of a kept connection are of one process, with rates", .enabled(if: SharedFolder.isPresent)
  )
  func keptConnection() throws {
    var recording = Recording()
    for index in 0..<4 { try recording.take(recorded: "cluster/keepalive_\(index)", at: Double(index)) }
    let reading = recording.reading(at: 3)
    #expect(reading.traffic.value != nil)
    #expect(words("several-processes", recording, at: 3).isEmpty)
  }
}
