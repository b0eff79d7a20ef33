import Configuration
import Dashboard
import Exposition
import MPanel
import Telemetry
import Testing

@Suite("Alerts of a file")
struct AlertsTests {
  private func settings(_ text: String) throws -> Settings {
    let loaded = Loaded(SourceText(path: "config.toml", text: text))
    try #require(loaded.problems.isEmpty, "\(loaded.problems)")
    return loaded.settings
  }

  /// A watch under the rules of a file, after 20 seconds of pages with half of the pool in use.
  private func reading(under settings: Settings) -> Reading {
    func moment(_ second: Double) -> Moment { Moment(seconds: second, unixSeconds: 1_795_480_000 + second) }
    var watch = Watch(
      target: Target(id: 0, name: "alpha", address: "127.0.0.1:2271"), interval: .seconds(2),
      started: moment(0), rules: AlertRules(settings.preferences.alerts))
    var parser = Parser()
    for second in stride(from: 0.0, through: 20, by: 2) {
      let text = """
        # TYPE db_pool_size_total gauge
        db_pool_size_total 20
        # TYPE db_pool_size_active gauge
        db_pool_size_active 10
        # TYPE auth_failures_total counter
        auth_failures_total{reason="missing_token"} \(9 * second)
        auth_failures_total{reason="expired"} \(50 * second)

        """
      let exchange = Exchange(
        endpoint: .metrics, path: "/metrics", requestID: "id", started: moment(second),
        duration: .milliseconds(4), status: 200, wireBytes: 200, bodyBytes: 200)
      watch.take(
        Report(
          target: 0, exchange: exchange,
          outcome: .page(parser.parse(Array(text.utf8), contentType: nil)), at: moment(second),
          nextScrape: moment(second + 2)))
    }
    return watch.reading(at: moment(20), window: .seconds(60))
  }

  @Test("a threshold of a file raises a built-in alert, and `mptop check` takes the same")
  func threshold() throws {
    #expect(reading(under: try settings("")).alerts.isEmpty)
    let reading = reading(under: try settings("[alerts.pool]\nwarning = 0.4\ncritical = 0.9\n"))
    let alert = try #require(reading.alerts.first)
    #expect(alert.key.rule == "pool" && alert.isRaised && alert.severity == .warning)
    let report = CheckReport([reading])
    #expect(report.status == .warning)
    #expect(report.text.firstRange(of: "WARNING alpha: pool 50 %") != nil, "\(report.text)")
    #expect(report.text.firstRange(of: "'alpha pool'=50%;40;90;0;100") != nil, "\(report.text)")
  }

  @Test("an alert of one's own sees the series that it names and no other")
  func own() throws {
    let text = """
      [[alert]]
      name = "logins"
      family = "auth_failures_total"
      labels = ["reason=missing_token"]
      rate = true
      above = 5
      for = "10s"
      severity = "critical"

      """
    let reading = reading(under: try settings(text))
    #expect(reading.alerts.map(\.key.rule) == ["logins"])
    let alert = try #require(reading.alerts.first)
    #expect(alert.isRaised && alert.severity == .critical)
    #expect(abs(alert.value - 9) < 0.5, "\(alert.value)")
    #expect(CheckReport([reading]).status == .critical)
  }
}
