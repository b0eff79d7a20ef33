import Exposition
import MPanel
import Telemetry
import Testing

@testable import DemoFleet

@Suite("Pages of pretend mPanels")
struct PagesTests {
  private func panel(_ build: Build, scenario: Scenario = .calm, name: String = "alpha") -> PretendPanel {
    PretendPanel(
      name: name, build: build, scenario: scenario, seed: 1, worldStart: 1_763_393_000, upSeconds: 3600)
  }

  private func parsed(_ bytes: [UInt8]) -> Page {
    var parser = Parser(verdict: .strict)
    return parser.parse(bytes, contentType: "text/plain; version=0.0.4")
  }

  @Test("are read by a strict parser without a complaint", arguments: Build.allCases)
  func strict(build: Build) {
    var panel = panel(build)
    panel.advance(by: 90)
    let page = parsed(panel.metricsPage())
    #expect(page.complaintCount == 0, "\(page.complaints)")
    #expect(page.table.count > 50)
  }

  @Test("families stand apart by a blank line, with HELP before TYPE", arguments: Build.allCases)
  func layout(build: Build) {
    var panel = panel(build)
    panel.advance(by: 10)
    let text = String(decoding: panel.metricsPage(), as: UTF8.self)
    for family in text.split(separator: "\n\n") {
      let lines = family.split(separator: "\n")
      #expect(lines[0].hasPrefix("# HELP ") && lines[1].hasPrefix("# TYPE "), "\(lines[0])")
      #expect(lines.dropFirst(2).allSatisfy { !$0.hasPrefix("#") })
    }
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
  }

  @Test(
    "every signal is on the page of a build that exports all, with series",
    arguments: [Build.documented, .patched])
  func signals(build: Build) {
    var panel = panel(build, scenario: .incidents)
    // A second at which a look-up is under way.
    panel.advance(by: 302)
    let page = parsed(panel.metricsPage())
    let names = Set((0..<page.table.count).map { String(SignalName.unprefixed(page.table.name(of: $0))) })
    // The document has no name for it.
    for row in SignalTable.rows where row.signal != .poolSaturation || build != .documented {
      let isThere = row.names.contains { name in
        names.contains(name.family) || names.contains(name.family + "_bucket")
      }
      #expect(isThere, "\(row.signal.rawValue)")
    }
  }

  @Test(
    "every family of the document is on the documented page",
    arguments: [
      "http_request_duration_seconds", "http_requests_total", "http_active_connections", "db_pool_size_total",
      "db_pool_size_idle", "db_pool_size_active", "queue_size", "circuit_breaker_state", "user_signups_total",
      "revenue_total", "invoice_status_total", "service_provisioning_duration_seconds", "emails_sent_total",
      "sms_sent_total", "rate_limit_hits_total", "auth_failures_total", "webhook_deliveries_total",
      "process_cpu_user_seconds_total", "process_resident_memory_bytes", "nodejs_eventloop_lag_seconds",
      "nodejs_heap_size_used_bytes", "nodejs_gc_duration_seconds", "nodejs_version_info",
    ])
  func families(name: String) {
    var panel = panel(.documented)
    panel.advance(by: 300)
    let page = parsed(panel.metricsPage())
    #expect(page.table.families.contains { $0.name == name })
    #expect((0..<page.table.count).contains { page.table.name(of: $0).hasPrefix(name) }, "no series")
  }

  @Test("a stock build has a stuck pool, queues without series, and no breakers")
  func stock() {
    var panel = panel(.stock)
    panel.advance(by: 120)
    let page = parsed(panel.metricsPage())
    let pool = (0..<page.table.count).filter { page.table.name(of: $0) == "mpanel_db_pool_size" }
    #expect(pool.count == 3 && pool.allSatisfy { page.values[$0] == 0 })
    #expect(page.table.families.contains { $0.name == "mpanel_queue_size" })
    #expect(!(0..<page.table.count).contains { page.table.name(of: $0) == "mpanel_queue_size" })
    #expect(!page.table.families.contains { $0.name.hasSuffix("circuit_breaker_state") })
  }

  @Test("the same seed and the same steps give the same bytes; another seed gives others")
  func determinism() {
    func page(seed: UInt64) -> [UInt8] {
      var panel = PretendPanel(
        name: "alpha", build: .documented, scenario: .incidents, seed: seed, worldStart: 1_763_393_000,
        upSeconds: 3600)
      for _ in 0..<200 { panel.advance(by: 0.2) }
      return panel.metricsPage()
    }
    #expect(page(seed: 7) == page(seed: 7))
    #expect(page(seed: 7) != page(seed: 8))
  }

  @Test("counters never fall without a new start, and buckets are cumulative", arguments: Build.allCases)
  func counters(build: Build) throws {
    var panel = panel(build, scenario: .incidents)
    var parser = Parser(verdict: .strict)
    var history = History(span: .seconds(960))
    for step in 0..<60 {
      panel.advance(by: 2)
      let page = parser.parse(panel.metricsPage(), contentType: nil)
      history.record(page, at: Moment(seconds: Double(step * 2)))
      var previous = ("", 0.0)
      for place in 0..<page.table.count where page.table.name(of: place).hasSuffix("_bucket") {
        let labels = page.table.labels(of: place).filter { $0.name != "le" }.map { "\($0.name)=\($0.value)" }
        let key = "\(page.table.name(of: place)) \(labels)"
        if key == previous.0 { #expect(page.values[place] >= previous.1, "\(key)") }
        previous = (key, page.values[place])
      }
    }
    #expect(history.severalProcesses == nil && history.restarts.isEmpty)
    panel.restart()
    panel.advance(by: 2)
    history.record(parser.parse(panel.metricsPage(), contentType: nil), at: Moment(seconds: 122))
    #expect(history.restarts.count == 1 && history.severalProcesses == nil)
  }

  @Test("in the first two minutes the pool fills, a breaker trips and recovers, mail backs up and drains")
  func story() {
    func play(_ name: String, _ build: Build, _ look: (PretendPanel, Double) -> Void) {
      var panel = panel(build, scenario: .incidents, name: name)
      for second in 0..<120 {
        panel.advance(by: 1)
        look(panel, Double(second + 1))
      }
    }
    var fullest = 0
    var deepest = 0
    var last = 0
    play("alpha", .documented) { panel, _ in
      fullest = max(fullest, panel.check.stats.active)
      let mail = panel.queues.first { $0.name == "email" }?.pending ?? 0
      deepest = max(deepest, mail)
      last = mail
    }
    #expect(fullest >= 16, "the pool passes 80 %")
    #expect(deepest > 50 && last < deepest / 3, "\(deepest), then \(last)")
    var states: [CircuitBreaker.State] = []
    play("beta", .patched) { panel, _ in
      if let state = panel.breakers.first?.state, states.last != state { states.append(state) }
    }
    #expect(states.contains(.open))
    #expect(states.last == .closed)
  }
}
