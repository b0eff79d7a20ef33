import Exposition
import MPanel
import Telemetry
import Testing

@testable import Dashboard

@Suite("The doctor at a Prometheus server")
struct ServerReportTests {
  private static let server = {
    var server = ServerCheckup(words: "Prometheus at http://mon:9090", address: "http://mon:9090")
    server.version = "2.42.0"
    server.jobs = ["mpanel"]
    server.questions = [question("/api/v1/query", status: 200)]
    return server
  }()

  private static func question(_ path: String, status: Int?) -> Exchange {
    Exchange(
      endpoint: .metrics, path: path, requestID: "", started: Play.moment(60), duration: .milliseconds(20),
      status: status, bodyBytes: 2000)
  }

  /// An instance with a page at each of the seconds, or none where `page` gives none.
  private func instance(_ id: Int, _ seconds: [Int], _ page: (Int) -> String?) -> InstanceCheckup {
    var target = Target(id: id, name: "web\(id)", address: "web\(id)", source: "Prometheus")
    target.interval = .seconds(15)
    var parser = Parser()
    let reports = seconds.map { second in
      let outcome: Report.Outcome =
        if let text = page(second) {
          .page(parser.parse(Array(text.utf8)))
        } else {
          .failure(.unreachable("up is 0: Prometheus cannot scrape it"))
        }
      return Report(
        target: id, exchange: Self.question("/metrics", status: nil), outcome: outcome,
        at: Play.moment(Double(second)))
    }
    return InstanceCheckup(target, interval: .seconds(15), reports)
  }

  private func well(_ id: Int) -> InstanceCheckup {
    instance(id, [0, 15, 30, 45]) { MadeUpPanel().page(second: $0) }
  }

  private func report(_ instances: [InstanceCheckup], _ server: ServerCheckup = server) -> (
    text: String, isWell: Bool
  ) {
    let report = DoctorReport(server, instances, at: Play.moment(60), version: "0.0.0")
    for line in report.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let flat = report.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    return (flat, report.isWell)
  }

  @Test("a fleet that is well is told in few lines, with what cannot be known from there")
  func fine() {
    let (text, isWell) = report([well(1), well(2)])
    #expect(isWell, "\(text)")
    #expect(text.firstRange(of: "job mpanel, 2 instances nothing to be mended") != nil, "\(text)")
    #expect(text.firstRange(of: "● version 2.42.0") != nil)
    #expect(text.firstRange(of: "● scraped every 15 s") != nil)
    #expect(text.firstRange(of: "○ not asked /api/health and /api/ready") != nil)
    #expect(text.firstRange(of: "● query 200 in 20 ms, ") != nil)
  }

  @Test("what some instances lack is told once, with which they are")
  func lacking() {
    let stock = instance(3, [0, 15, 30, 45]) { MadeUpPanel(isPatched: false).page(second: $0) }
    let (text, isWell) = report([well(1), well(2), stock])
    #expect(!isWell)
    #expect(
      text.firstRange(of: "✖ database pool 1 of 3 (web3): mpanel_db_pool_size stuck at 0/0/0") != nil,
      "\(text)")
    #expect(text.firstRange(of: "✖ breakers 1 of 3 (web3): breaker state without a series") != nil)
  }

  @Test("instances that Prometheus cannot scrape come first, those for one reason together")
  func absent() {
    func down(_ id: Int) -> InstanceCheckup { instance(id, [0, 15]) { _ in nil } }
    let (text, isWell) = report([well(1), down(2), down(3)])
    #expect(!isWell)
    #expect(
      text.firstRange(of: "To be mended ✖ not scraped 2 of 3 (web2, web3): up is 0") != nil, "\(text)")
  }

  @Test(
    "a family that was stored and is no more is stale, one that every scrape adds to and that stands still is stuck"
  )
  func changes() {
    let faded = instance(1, [0, 15, 30, 45]) { MadeUpPanel(isPatched: $0 < 30).page(second: $0) }
    let frozen = instance(2, [0, 30, 60, 90]) { _ in MadeUpPanel().page(second: 2) }
    let (text, isWell) = report([faded, frozen])
    #expect(!isWell)
    #expect(
      text.firstRange(of: "✖ stale breaker state at 1 of 2 (web1): last stored 45 s ago") != nil, "\(text)")
    #expect(text.firstRange(of: "✖ stuck requests at 1 of 2 (web2): the same for 1m 30s") != nil, "\(text)")
  }

  @Test("a server that does not tell has its reason and what to do about it")
  func failures() {
    var server = ServerCheckup(words: "Prometheus at http://mon:9090", address: "http://mon:9090")
    server.failure = .init(words: "connection refused", cause: .refused)
    server.questions = [Self.question("/api/v1/query", status: nil)]
    let refused = report([], server)
    #expect(!refused.isWell)
    #expect(
      refused.text.firstRange(of: "✖ server connection refused → does it run there") != nil, "\(refused)")
    #expect(refused.text.firstRange(of: "○ query no answer") != nil)
    server.failure = .init(words: "no series of an mPanel in the last hour; name the job with --job")
    #expect(
      report([], server).text.firstRange(of: "→ Prometheus at http://mon:9090 has a page of its targets")
        != nil)
  }
}
