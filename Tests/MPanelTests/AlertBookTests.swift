import MPanel
import Telemetry
import Testing

@Suite("Alerts")
struct AlertBookTests {
  /// Begins at 80, is critical at 95, ends below 75 and 90; ten seconds to begin, five to end.
  private static let rule: AlertRule = {
    AlertRule(
      "figure", "a figure", unit: .count, warning: AlertThreshold(80, clear: 75),
      critical: AlertThreshold(95, clear: 90), hold: .seconds(10), clearHold: .seconds(5),
      basis: .figures { _ in nil })
  }()

  private struct Script {
    var book = AlertBook()
    var second = 0.0

    /// One look a second with each of these figures; nil is a look that brought nothing.
    mutating func look(_ values: [Double?], every step: Double = 1) {
      for value in values {
        book.take(
          value.map { [AlertSighting(value: $0, words: "figure \($0)")] }, of: AlertBookTests.rule,
          at: Moment(seconds: second))
        second += step
      }
    }

    var alert: Alert? { book.alerts(AlertRules(AlertSettings())).first }
  }

  @Test("it is raised when the figure was past the threshold for the hold time, and not a look before")
  func hold() {
    var script = Script()
    script.look([79, 80, 81, 85, 82, 80, 80, 80, 80, 80, 80])
    #expect(script.alert?.isRaised == false)
    #expect(script.alert?.began == Moment(seconds: 1))
    script.look([80])
    #expect(script.alert?.raised == Moment(seconds: 11))
    #expect(script.alert?.peak == 85)
    #expect(script.alert?.severity == .warning)
  }

  @Test(
    "one look below the threshold begins the hold time anew, though what is seen stays until the figure is back"
  )
  func brokenHold() {
    var script = Script()
    script.look([80, 80, 80, 80, 80, 80, 79, 80, 80, 80, 80, 80, 80])
    #expect(script.alert?.isRaised == false)
    #expect(script.alert?.began == Moment(seconds: 0))
    script.look([74])
    #expect(script.alert == nil)
  }

  @Test("between both thresholds it stays; it ends when the figure was back for its time")
  func clearing() {
    var script = Script()
    script.look([Double?](repeating: 90, count: 12) + [78, 76, 75, 75, 75, 75, 75, 75])
    #expect(script.alert?.isRaised == true)
    script.look([74, 74, 74, 74, 74])
    #expect(script.alert?.isRaised == true)
    script.look([74])
    #expect(script.alert == nil)
  }

  @Test("it grows worse after the hold time and milder after the other, without beginning anew")
  func levels() {
    var script = Script()
    script.look([Double?](repeating: 85, count: 12))
    script.look([97, 97, 97])
    #expect(script.alert?.severity == .warning)
    script.look([Double?](repeating: 97, count: 12))
    #expect(script.alert?.severity == .critical)
    script.look([85, 85, 85])
    #expect(script.alert?.severity == .critical)
    script.look([85, 85, 85])
    #expect(script.alert?.severity == .warning)
    #expect(script.alert?.raised == Moment(seconds: 10))
  }

  @Test(
    "looks that bring nothing neither raise nor clear: what is not known is not good, and its time does not count"
  )
  func gaps() {
    var script = Script()
    script.look([80, 80, 80] + [Double?](repeating: nil, count: 60) + [80, 80, 80, 80, 80, 80, 80, 80])
    // Two seconds before the gap and seven after it.
    #expect(script.alert?.isRaised == false)
    script.look([80])
    #expect(script.alert?.isRaised == true)
    script.look([Double?](repeating: nil, count: 60))
    #expect(script.alert?.isRaised == true)
    script.look([70, nil, nil, nil, nil, nil, nil, 70, 70])
    #expect(script.alert?.isRaised == true)
  }

  @Test("what a page no longer lists is back")
  func vanished() {
    var script = Script()
    script.look([Double?](repeating: 90, count: 12))
    for second in 12...17 {
      script.book.take([], of: AlertBookTests.rule, at: Moment(seconds: Double(second)))
    }
    #expect(script.alert == nil)
  }

  @Test("a thousand figures that tremble about the threshold raise it once at most", arguments: 1...20)
  func tremble(seed: UInt64) {
    var noise = Noise(state: seed)
    var script = Script()
    var changes = 0
    var isRaised = false
    for _ in 0..<1000 {
      script.look([Double.random(in: 75...85, using: &noise)])
      if (script.alert?.isRaised ?? false) != isRaised {
        isRaised.toggle()
        changes += 1
      }
    }
    #expect(changes <= 1)
  }

  @Test(
    "whatever the figures: raised only after the hold time past it, cleared only after the time back",
    arguments: 1...20)
  func always(seed: UInt64) {
    var noise = Noise(state: seed &* 977)
    var script = Script()
    var figures: [Double?] = []
    var wasRaised = false
    // A walk, so that stretches on either side come about; one look of ten brings nothing.
    var value = 78.0
    for _ in 0..<1000 {
      value = min(max(value + Double.random(in: -4...4, using: &noise), 60), 100)
      let seen: Double? = Double.random(in: 0..<1, using: &noise) < 0.1 ? nil : value
      figures.append(seen)
      script.look([seen])
      let isRaised = script.alert?.isRaised ?? false
      let known = figures.compactMap { $0 }
      if isRaised, !wasRaised { #expect(known.suffix(11).allSatisfy { $0 >= 80 }) }
      if wasRaised, !isRaised { #expect(known.suffix(6).allSatisfy { $0 < 75 }) }
      wasRaised = isRaised
    }
  }

  @Test("every rule of the table has an id of its own, a threshold, and one to end at that lies before it")
  func table() {
    #expect(Set(AlertTable.rows.map(\.id)).count == AlertTable.rows.count)
    for row in AlertTable.rows {
      let thresholds = [row.warning, row.critical].compactMap { $0 }
      #expect(!thresholds.isEmpty, "\(row.id)")
      #expect(
        thresholds.allSatisfy { row.isBelow ? $0.clear >= $0.raise : $0.clear <= $0.raise }, "\(row.id)")
      if let warning = row.warning, let critical = row.critical {
        #expect(row.isBelow ? warning.raise > critical.raise : warning.raise < critical.raise, "\(row.id)")
      }
      if let saidBy = row.saidBy { #expect(AlertTable.row(saidBy) != nil, "\(row.id)") }
    }
  }

  private func series(_ name: String, _ family: String, _ labels: [String] = [], above: Double)
    -> AlertSettings.Own
  {
    var own = AlertSettings.Own()
    (own.name, own.family, own.labels, own.above) = (name, family, labels, above)
    return own
  }

  @Test("settings move thresholds with their distance, switch rules off, and add rules of one's own")
  func settings() {
    var settings = AlertSettings()
    settings.changes["pool"] = AlertSettings.Change()
    settings.changes["pool"]?.warning = 0.7
    settings.changes["pool"]?.hold = .seconds(60)
    settings.changes["memory"] = AlertSettings.Change()
    settings.changes["memory"]?.isOn = false
    settings.own = [series("logins", "auth_failures_total", above: 5)]
    let rules = AlertRules(settings)
    #expect(rules["pool"]?.warning?.raise == 0.7)
    #expect(abs((rules["pool"]?.warning?.clear ?? 0) - 0.65) < 1e-9)
    #expect(rules["pool"]?.critical == AlertTable.row("pool")?.critical)
    #expect(rules["pool"]?.hold == .seconds(60))
    #expect(rules["memory"] == nil)
    #expect(rules["logins"] != nil)
  }

  @Test(
    "a rule of one's own sees the series of its family that have its labels, by their rate where it says so")
  func own() {
    func page(_ second: Int) -> String {
      """
      # TYPE http_requests_total counter
      http_requests_total{method="GET",route="/",status="200"} \(second)
      # TYPE mpanel_auth_failures_total counter
      mpanel_auth_failures_total{reason="missing_token"} \(second * 9)
      mpanel_auth_failures_total{reason="expired_token"} \(second)
      # TYPE mpanel_queue_size gauge
      mpanel_queue_size{queue_name="sms",status="failed"} 7

      """
    }
    var settings = AlertSettings()
    settings.own = [
      series("logins", "auth_failures_total", above: 5),
      series("sms failed", "queue_size", ["status=failed"], above: 5),
      series("absent", "nothing_of_the_kind", above: 0),
    ]
    settings.own[0].isRate = true
    var recording = Recording(rules: AlertRules(settings))
    for second in stride(from: 0, through: 20, by: 2) { recording.take(page(second), at: Double(second)) }
    #expect(
      recording.reading(at: 20).findings.map(\.words) == ["logins missing_token 9/s", "sms failed sms 7"])
  }

  @Test("a failed scrape keeps the alerts of figures, and DOWN is raised when it has lasted")
  func failing() {
    let page = """
      # TYPE db_pool_size_total gauge
      db_pool_size_total 20
      # TYPE db_pool_size_active gauge
      db_pool_size_active 20

      """
    var recording = Recording()
    for second in stride(from: 0.0, through: 20, by: 2) { recording.take(page, at: second) }
    #expect(recording.reading(at: 20).alerts.filter(\.isRaised).map(\.words) == ["pool 100 %"])
    recording.take(.failure(.refused), of: .metrics, at: 22)
    #expect(recording.reading(at: 22).alerts.filter(\.isRaised).map(\.words) == ["pool 100 %"])
    #expect(recording.reading(at: 22).standing.condition == .down)
    recording.watchStanding(at: 27)
    #expect(
      recording.reading(at: 27).alerts.filter(\.isRaised).map(\.words) == [
        "pool 100 %", "DOWN, connection refused",
      ])
    recording.take(page.replacing("active 20", with: "active 3"), at: 30)
    #expect(recording.reading(at: 30).alerts.map(\.words) == ["pool 15 % (clearing)"])
  }

  @Test("what is critical and only held warns, and stands behind what is in force")
  func urgency() throws {
    let page = """
      # TYPE db_pool_size_total gauge
      db_pool_size_total 20
      # TYPE db_pool_size_active gauge
      db_pool_size_active 20
      # TYPE nodejs_eventloop_lag_p99_seconds gauge
      nodejs_eventloop_lag_p99_seconds 0.2

      """
    var recording = Recording()
    for second in stride(from: 0.0, through: 40, by: 2) { recording.take(page, at: second) }
    let before = recording.reading(at: 40)
    #expect(before.findings.map(\.severity) == [.critical, .warning])
    #expect(before.findings.first?.words == "pool 100 %")
    recording.take(page.replacing("active 20", with: "active 3"), at: 42)
    let after = recording.reading(at: 42)
    #expect(after.alerts.last?.severity == .critical)
    #expect(after.findings.map(\.severity) == [.warning, .warning])
    #expect(after.findings.last?.words == "pool 15 % (clearing)")
    #expect(after.severity(of: "pool") == .warning)
    #expect(after.standing.reason == after.findings.first?.words)
  }
}
