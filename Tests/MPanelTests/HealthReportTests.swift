import MPanel
import SharedCases
import Testing

@Suite struct HealthReportTests {
  private func field(_ path: String, of report: HealthReport) -> Any? {
    switch path {
    case "uptime": report.uptimeSeconds
    case "version": report.version
    case "memory.rss": report.memoryRSSMegabytes
    case "memory.heapTotal": report.memoryHeapTotalMegabytes
    case "memory.heapUsed": report.memoryHeapUsedMegabytes
    case "memory.external": report.memoryExternalMegabytes
    case "system.cpus": report.cpus.map(Double.init)
    case "system.hostname", "system.hostname_display": report.hostname
    case "system.nodeVersion": report.nodeVersion
    default: "no such field: \(path)"
    }
  }

  @Test("every shared case of a health answer gives the expected verdict and fields")
  func sharedCases() throws {
    var count = 0
    for line in SharedFolder.lines("vectors/health_json.jsonl") {
      let id = line["id"] as? String ?? "?"
      let body = try #require(line["body"] as? String, "\(id)")
      let status = try #require(line["status"] as? Int, "\(id)")
      let expect = try #require(line["expect"] as? [String: Any], "\(id)")
      let report = HealthReport(body: Array(body.utf8), status: status)
      #expect(report.verdict.rawValue == expect["verdict"] as? String, "\(id)")
      for (path, wanted) in expect["fields"] as? [String: Any] ?? [:] {
        let found = field(path, of: report)
        if let number = wanted as? Double {
          #expect(found as? Double == number, "\(id) \(path)")
        } else if let text = wanted as? String {
          #expect(found as? String == text, "\(id) \(path)")
        } else {
          #expect(found == nil, "\(id) \(path)")
        }
      }
      count += 1
    }
    print("health_json.jsonl: \(count) cases")
  }

  @Test("the full report of a current build is read to the last field")
  func currentBuild() {
    let report = HealthReport(
      body: Array(
        """
        {"status":"healthy","version":"v1","uptime":90,"memory":{"rss":83,"heapTotal":19,"heapUsed":9,
        "external":2,"unit":"MB"},"cpu":{"user":1500,"system":250,"unit":"ms"},"system":{"platform":"linux",
        "arch":"x64","nodeVersion":"v20.20.2","hostname":"web-3","cpus":4},"features":["dns","email"]}
        """.utf8), status: 200)
    #expect(report.isGood)
    #expect(report.status == "healthy")
    #expect(report.version == "v1")
    #expect(report.uptimeSeconds == 90)
    #expect(report.memoryHeapTotalMegabytes == 19)
    #expect(report.memoryHeapUsedMegabytes == 9)
    #expect(report.memoryExternalMegabytes == 2)
    #expect(report.cpuUserSeconds == 1.5)
    #expect(report.cpuSystemSeconds == 0.25)
    #expect(report.platform == "linux")
    #expect(report.architecture == "x64")
    #expect(report.nodeVersion == "v20.20.2")
    #expect(report.hostname == "web-3")
    #expect(report.cpus == 4)
    #expect(report.features == ["dns", "email"])
    #expect(report.featureCount == 2)
  }

  @Test("the system report of newer builds gives its checks, and the reason of the one that failed")
  func systemHealth() {
    let report = HealthReport(
      body: Array(
        """
        {"status":"unhealthy","uptime":11.5,"checks":{"api":{"status":"ok"},
        "database":{"status":"error","error":"no route to 10.0.0.9"},
        "memory":{"status":"warning","rss":1203,"heapUsed":1133,"unit":"MB"},
        "cpu":{"status":"ok","user":2000000,"system":500000,"unit":"microseconds"}}}
        """.utf8), status: 503)
    #expect(report.verdict == .degraded)
    #expect(report.uptimeSeconds == 11.5)
    #expect(report.memoryRSSMegabytes == 1203)
    #expect(report.cpuUserSeconds == 2)
    #expect(report.error == "no route to 10.0.0.9")
    #expect(report.checks.filter { !$0.isGood }.map(\.name) == ["database", "memory"])
  }

  @Test("a 503 that says it is not ready is not a shutdown")
  func notReadyIsNotDraining() {
    let body = Array(#"{"status":"not ready","error":"refused"}"#.utf8)
    #expect(HealthReport(body: body, status: 503).verdict == .notReady)
    let answer = ProbeAnswer(body: body, status: 503)
    #expect(!answer.isGood)
    #expect(ProbeAnswer.isAnswer(body))
    #expect(Drain(body: body) == nil)
    #expect(answer.reason == "refused")
  }

  @Test("the answer of a mPanel that was told to stop is known for what it is")
  func draining() {
    let body = Array(#"{"error":"Server is shutting down","retry_after":30}"#.utf8)
    #expect(Drain(body: body)?.retryAfterSeconds == 30)
    #expect(HealthReport(body: body, status: 503).verdict == .draining)
    #expect(!ProbeAnswer.isAnswer(body))
    #expect(Drain(body: Array("Service Unavailable".utf8)) == nil)
  }

  @Test("a probe is judged by its HTTP status, as Kubernetes does", arguments: [200, 204, 302, 399])
  func probesBelieveTheStatus(status: Int) {
    #expect(ProbeAnswer(body: Array(#"{"ready":false}"#.utf8), status: status).isGood)
  }

  @Test("a probe outside 200 to 399 is a no, even one that says ready", arguments: [199, 400, 404, 503, 999])
  func probesRefuse(status: Int) {
    #expect(!ProbeAnswer(body: Array(#"{"status":"ready"}"#.utf8), status: status).isGood)
  }

  @Test("very long texts and lists are cut when they are read, and counted whole")
  func cuts() {
    let features = Array(repeating: #""x""#, count: 500).joined(separator: ",")
    let body =
      #"{"status":"ok","version":"\#(String(repeating: "A", count: 5000))","features":[\#(features)]}"#
    let report = HealthReport(body: Array(body.utf8), status: 200)
    #expect(report.version?.count == CleanText.limit + 1)
    #expect(report.features.count == HealthReport.featureLimit)
    #expect(report.featureCount == 500)
  }
}
