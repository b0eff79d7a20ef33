import MPanel
import SharedCases
import Testing

@testable import Dashboard

@Suite("The doctor")
struct DoctorReportTests {
  private func report(_ prepare: (inout Play) -> Void) -> DoctorReport {
    var play = Play(["alpha"])
    prepare(&play)
    return DoctorReport(play.state.watches[0], at: play.state.now, version: "0.0.0")
  }

  @Test("finds nothing to do on a build that exports everything")
  func complete() {
    let report = report { $0.run(MadeUpPanel(), until: 4) }
    #expect(report.isComplete)
    #expect(report.text.firstRange(of: "What to do") == nil)
    #expect(report.text.firstRange(of: "● breaker state       circuit_breaker_state\n") != nil)
    #expect(report.text.firstRange(of: "request ID id") != nil)
  }

  @Test(
    "tells a stuck pool, an empty family and a missing one apart, and names a remedy for each that exists")
  func stock() throws {
    let report = report { $0.run(MadeUpPanel(isPatched: false), until: 4) }
    #expect(!report.isComplete)
    for words in [
      "✖ pool total          mpanel_db_pool_size is stuck at 0/0/0",
      "✖ queue depth         mpanel_queue_size is declared and has no series",
      "○ breaker state       not exported: this build exports no breaker state",
    ] {
      #expect(report.text.firstRange(of: words) != nil, "\(words)")
    }
    let document = try DerivedDocument.read("docs/mpanel.md")
    for title in ["The database pool", "The queues", "The breakers"] {
      #expect(report.text.firstRange(of: "\(title): docs/mpanel.md") != nil)
      #expect(document.firstRange(of: "## \(title)\n") != nil)
    }
  }

  @Test("says of an instance that does not answer what was tried, and claims to know nothing else")
  func silent() {
    let report = report { $0.report(.failure(.refused), of: .metrics, at: 1) }
    #expect(!report.isComplete)
    #expect(report.text.firstRange(of: "connection refused") != nil)
    #expect(report.text.firstRange(of: "no page of metrics came") != nil)
  }
}
