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
    #expect(report.text.firstRange(of: "docs/mpanel.md") == nil)
    #expect(report.text.firstRange(of: "● breaker state       circuit_breaker_state\n") != nil)
    #expect(report.text.firstRange(of: "ID id") != nil)
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
      #expect(report.text.firstRange(of: "→ docs/mpanel.md, ‘\(title)’") != nil)
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

  /// A report of an endpoint with the headers of its answer.
  private func answer(
    _ path: String, _ headers: [String: String], endpoint: Endpoint = .metrics, limit: RateLimit? = nil
  ) -> Report {
    var exchange = Exchange(
      endpoint: endpoint, path: path, requestID: "id", started: Play.moment(10), status: 200,
      rateLimit: limit,
      echoedRequestID: true)
    exchange.headers = headers.map { Exchange.Header(name: $0.key, value: $0.value) }
    return Report(target: 0, exchange: exchange, outcome: .probe(ok: true, reason: nil), at: Play.moment(10))
  }

  private func report(_ reports: [Report], _ checkup: Checkup = Checkup()) -> String {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 4)
    var watch = play.state.watches[0]
    for report in reports { watch.take(report) }
    return DoctorReport(watch, checkup, at: Play.moment(10), version: "0.0.0").text
      .split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
  }

  @Test("what stands in front, a shared budget and a clock that is off are told with what to do about them")
  func manners() {
    // 2025-11-17 15:23:30 UTC, ten seconds into the play; the server is a minute ahead.
    let date = "Mon, 17 Nov 2025 15:24:30 GMT"
    let text = report([
      answer("/metrics", ["server": "nginx/1.22", "date": date, "keep-alive": "timeout=5"]),
      answer(
        "/api/health", ["date": date], endpoint: .health,
        limit: RateLimit(limit: 100, remaining: 20, resetSeconds: 60)),
    ])
    #expect(text.firstRange(of: "nginx/1.22 answers for mPanel") != nil, "\(text)")
    #expect(text.firstRange(of: "20 of 100 requests on /api are left") != nil)
    #expect(text.firstRange(of: "79 more by others") != nil)
    #expect(text.firstRange(of: "ahead of this machine's") != nil)
    #expect(text.firstRange(of: "closed when idle for 5 s") != nil)
    #expect(text.firstRange(of: "no X-Powered-By") != nil)
  }

  @Test("several processes behind one address are told, and one is said to be one")
  func workers() {
    var checkup = Checkup()
    checkup.connections = 2
    checkup.hasSeveralProcesses = true
    let headers = ["x-powered-by": "mPanel"]
    #expect(report([answer("/metrics", headers)], checkup).firstRange(of: "✖ workers") != nil)
    checkup.hasSeveralProcesses = false
    let text = report([answer("/metrics", headers)], checkup)
    #expect(text.firstRange(of: "● workers") != nil && text.firstRange(of: "X-Powered-By: mPanel") != nil)
    #expect(text.firstRange(of: "with APM on") != nil)
  }

  @Test("no line is wider than 80 columns, whatever a server sends")
  func width() {
    let long = String(repeating: "word ", count: 60)
    var play = Play(["alpha"])
    play.run(MadeUpPanel(isPatched: false), until: 4)
    var watch = play.state.watches[0]
    watch.take(answer("/metrics", ["server": long, "x-powered-by": long]))
    let text = DoctorReport(watch, at: Play.moment(10), version: "0.0.0").text
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
