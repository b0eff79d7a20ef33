import Drawing
import FoundationEssentials
import MPanel
import Telemetry
import Testing

@testable import Dashboard

@Suite("Snapshots")
struct SnapshotTests {
  private func play(_ size: Size = Size(columns: 40, rows: 10)) -> Play {
    var play = Play(["alpha"], size: size)
    play.run(MadeUpPanel(troubleFrom: 4), until: 20)
    return play
  }

  @Test("the head names program, time, target, version and window")
  func head() {
    let lines = Snapshot.text(of: play().state).split(separator: "\n").prefix(4)
    #expect(
      Array(lines) == [
        "# mptop 0.0.0 snapshot", "# time    2025-11-17 15:23:40 +00:00",
        "# target  alpha=127.0.0.1:2271, mPanel 1.4.2", "# window  1 m, every 2 s",
      ])
  }

  @Test("a small screen is saved at full width with all rows, without the help or a notice over it")
  func wholeScreen() {
    var play = play()
    play.press(.character("?"), at: 20)
    let text = Snapshot.text(of: play.state)
    for title in ["Latency", "Traffic", "Pool", "Queues", "Breakers", "Probes", "openai"] {
      #expect(text.firstRange(of: title) != nil, "\(title)")
    }
    #expect(text.firstRange(of: "Help") == nil)
    #expect(text.split(separator: "\n").contains { $0.count == 80 })
  }

  @Test("names from outside cannot move the cursor of who reads the file")
  func clean() {
    var play = Play(["al\u{1B}[2Jpha"])
    play.run(MadeUpPanel(), until: 4)
    #expect(!Snapshot.text(of: play.state).unicodeScalars.contains("\u{1B}"))
  }

  /// What the test reads back of the document.
  private struct Document: Decodable {
    struct Instance: Decodable {
      struct Latency: Decodable {
        struct Percentile: Decodable {
          var quantile: Double
          var seconds: Double
        }
        var percentiles: [Percentile]?
      }
      struct Pool: Decodable {
        var absent: String?
        var saturation: Double?
      }
      var state: String
      var latency: Latency
      var pool: Pool
    }
    var instances: [Instance]
  }

  @Test("JSON encodes the same reading: figures in seconds and shares, and a reason where there is none")
  func json() throws {
    var play = Play(["alpha", "gamma"])
    play.run(MadeUpPanel(troubleFrom: 40), as: 0, until: 60)
    play.run(MadeUpPanel(isPatched: false), as: 1, until: 60)
    let bytes = try JSONEncoder().encode(SnapshotDocument(play.state))
    let instances = try JSONDecoder().decode(Document.self, from: bytes).instances
    #expect(instances.map(\.state) == ["DEGRADED", "UP"])
    // p95: rank 3040 of 3200 lies in 1–10 s, 40 of 200 up: 1 + 9 × 0.2 = 2.8 s.
    let p95 = try #require(instances[0].latency.percentiles?.first { $0.quantile == 0.95 })
    #expect(abs(p95.seconds - 2.8) < 1e-9)
    #expect(instances[0].pool.saturation == 0.95)
    #expect(instances[1].pool.saturation == nil)
    #expect(instances[1].pool.absent?.hasPrefix("mpanel_db_pool_size is stuck at 0/0/0") == true)
  }
}
