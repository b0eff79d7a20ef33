import MPanel
import Testing

@testable import Dashboard

@Suite("Thresholds of mptop check")
struct ThresholdsTests {
  /// The table of the monitoring-plugins guidelines, and figures on both sides of each end.
  @Test(
    "ranges mean what the guidelines of the monitoring plugins say",
    arguments: [
      ("10", [-0.1, 10.1], [0, 5, 10]), ("10:", [9.9, -1], [10, 1e9]), ("~:10", [10.1], [-1e9, 0, 10]),
      ("10:20", [9.9, 20.1], [10, 15, 20]), ("@10:20", [10, 15, 20], [9.9, 20.1]),
      ("@10", [0, 10], [-0.1, 10.1]),
      ("0.5", [0.51, -1], [0.5]), ("-5:-1", [0, -5.1], [-5, -1]), (":3", [-1, 4], [0, 3]),
      ("~:", [], [-1e9, 1e9]),
      ("@~:5", [-1e9, 5], [5.1]), ("7:7", [6, 8], [7]),
    ])
  func ranges(text: String, bad: [Double], good: [Double]) throws {
    let range = try #require(CheckRange(text))
    #expect(range.description == text)
    for value in bad { #expect(range.isBad(value), "\(value)") }
    for value in good { #expect(!range.isBad(value), "\(value)") }
  }

  @Test(
    "what is no range is refused",
    arguments: ["", "@", "a", "10:5", "1:2:3", "5:~", "nan", "1e3", "10%", "inf", " 1"])
  func misfits(text: String) {
    #expect(CheckRange(text) == nil)
  }

  @Test("a line of the dashboard's alerts begins at its very figure, and is written as plugins write it")
  func lines() {
    let range = CheckRange(from: 80)
    #expect(range.isBad(80) && !range.isBad(79.99) && !range.isBad(-5))
    #expect(range.description == "80")
  }

  @Test("a figure of a check and the alert of its rule are one value, and are bad from the same one on")
  func rules() throws {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(troubleFrom: 20), until: 80)
    let reading = try #require(play.state.readings().first)
    var compared: Set<String> = []
    for measure in CheckMeasure.all {
      guard let id = measure.rule else { continue }
      let rule = try #require(AlertRules.standard[id], "\(measure.name)")
      let factor: Double =
        switch rule.unit {
        case .share: 100
        case .megabytes: 1_048_576
        default: 1
        }
      if rule.unit != .state, let alert = reading.alerts.first(where: { $0.key.rule == id }) {
        compared.insert(id)
        #expect(measure.value(reading).value.map { abs($0 - alert.value * factor) < 1e-9 } == true, "\(id)")
      }
      for level in AlertRule.levels {
        let range = measure.standard(level, .standard)
        guard rule.unit != .state, let line = rule.threshold(level)?.raise else {
          #expect(range == nil, "\(id)")
          continue
        }
        #expect(
          range?.isBad(line * factor) == true && range?.isBad((line * factor).nextDown) == false, "\(id)")
      }
    }
    #expect(
      compared.isSuperset(of: ["pool", "pool-waiting", "errors", "latency-p95", "latency-p99"]), "\(compared)"
    )
  }

  @Test("words that set none are named, with what there is")
  func mistakes() {
    for (word, words) in [
      ("p99", "NAME=RANGE"), ("p98=1", "p50, p90, p95, p99"), ("pool=x", "‘x’ of pool is no range"),
      ("", "NAME=RANGE"),
    ] {
      var thresholds = Thresholds()
      do {
        try thresholds.set(word, .warning)
        Issue.record("\(word) was taken")
      } catch {
        #expect(error.description.firstRange(of: words) != nil, "\(error)")
      }
    }
  }

  private func report(
    _ panel: MadeUpPanel = MadeUpPanel(), warning: [String] = [], critical: [String] = [],
    names: [String] = ["alpha"]
  ) throws -> CheckReport {
    var play = Play(names)
    for place in names.indices { play.run(panel, as: place, until: 60) }
    var thresholds = Thresholds()
    for word in warning { try thresholds.set(word, .warning) }
    for word in critical { try thresholds.set(word, .critical) }
    return CheckReport(play.state.readings(), thresholds: thresholds)
  }

  @Test("the worse of two thresholds decides, and both stand in the figures as they were written")
  func levels() throws {
    let warned = try report(warning: ["p99=0.5"], critical: ["p99=2"])
    #expect(warned.status == .warning)
    #expect(warned.text.firstRange(of: "WARNING alpha: p99 0.775s (threshold 0.5)") != nil)
    #expect(warned.text.firstRange(of: "'alpha p99'=0.775s;0.5;2;0") != nil)
    let critical = try report(warning: ["p99=0.1"], critical: ["p99=0.5"])
    #expect(critical.status == .critical)
    let low = try report(critical: ["requests=60:"])
    #expect(low.text.firstRange(of: "CRITICAL alpha: requests 50 (threshold 60:)") != nil)
  }

  @Test("a threshold takes the place of the dashboard's own alert about that figure, and of no other")
  func replaces() throws {
    let trouble = MadeUpPanel(troubleFrom: 40)
    let before = try report(trouble)
    #expect(
      before.text.firstRange(of: "stripe OPEN") != nil && before.text.firstRange(of: "p95 2.8 s") != nil)
    let after = try report(trouble, critical: ["open-breakers=3", "p95=60"])
    #expect(after.text.firstRange(of: "stripe OPEN") == nil && after.text.firstRange(of: "p95 2.8 s") == nil)
    #expect(after.text.firstRange(of: "waiting for the pool") != nil)
  }

  @Test("a figure that a threshold is set for and that nobody exports is unknown")
  func unknown() throws {
    let report = try report(MadeUpPanel(isPatched: false), warning: ["pool=80"])
    #expect(report.status == .unknown)
    #expect(
      report.text.firstRange(of: "UNKNOWN alpha: pool is not known: mpanel_db_pool_size is stuck") != nil)
  }

  @Test("many instances stay below what monitoring systems cut, and nothing is cut in half")
  func many() throws {
    let names = (0..<120).map { "instance-number-\($0)" }
    let report = try report(MadeUpPanel(troubleFrom: 40), names: names)
    #expect(report.text.utf8.count <= CheckReport.mostBytes)
    let lines = report.text.split(separator: "\n")
    #expect(lines[0].hasSuffix("| 'well'=0;;;0;120"))
    #expect(lines.last?.hasPrefix("figures of single instances are left out") == true)
  }
}
