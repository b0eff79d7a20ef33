import MPanel
import Testing

@testable import Dashboard

@Suite("One look for a monitoring system")
struct CheckReportTests {
  private func report(_ prepare: (inout Play) -> Void, names: [String] = ["alpha", "beta"]) -> CheckReport {
    var play = Play(names)
    prepare(&play)
    return CheckReport(play.state.readings())
  }

  @Test("all is well: status 0, one line, the figures of each behind the bar")
  func well() {
    let report = report(
      { play in
        play.run(MadeUpPanel(), until: 60)
      }, names: ["alpha"])
    #expect(report.status == .ok)
    // Each second brings 50 requests; p99 lies at 775 ms, 5 of 20 connections are busy, 12 jobs wait.
    #expect(
      report.text == """
        MPTOP OK: 1 of 1 well | 'alpha requests'=50;;;0 'alpha errors'=0%;5;25;0;100 'alpha p50'=0.0063s;;;0 \
        'alpha p90'=0.0663s;;;0 'alpha p95'=0.0944s;1;5;0 'alpha p99'=0.775s;2.5;10;0 'alpha pool'=25%;80;95;0;100 \
        'alpha waiting'=0;;1;0 'alpha queued'=12;;;0 'alpha open-breakers'=0;;;0 'alpha memory'=161480704B;943718400;1048576000;0

        """)
  }

  @Test("the worst decides, every finding has a line, and what is not known has no figure")
  func critical() {
    let report = report { play in
      play.run(MadeUpPanel(troubleFrom: 40), as: 0, until: 60)
      play.report(.failure(.refused), of: .metrics, from: 1, at: 60)
    }
    #expect(report.status == .critical)
    let lines = report.text.split(separator: "\n")
    #expect(
      lines[0].hasPrefix(
        "MPTOP CRITICAL: 0 of 2 well; CRITICAL alpha: stripe OPEN | 'well'=0;;;0;2 'alpha requests'="))
    #expect(
      lines.dropFirst() == [
        "CRITICAL alpha: stripe OPEN", "CRITICAL alpha: 4 waiting for the pool",
        "CRITICAL beta: DOWN, connection refused", "WARNING alpha: p95 2.8 s", "WARNING alpha: email +34/min",
      ])
    #expect(report.text.firstRange(of: "'beta") == nil)
  }

  @Test("what is less safe than it should be has a line a kind, with whom it concerns, and changes no status")
  func cautions() {
    var play = Play(["alpha", "beta"])
    for target in 0...1 { play.run(MadeUpPanel(), as: target, until: 4) }
    var readings = play.state.readings()
    readings[0].cautions = [.unverified]
    readings[1].cautions = [.unverified, .readableSecret(path: "/a|b")]
    let report = CheckReport(readings)
    #expect(report.status == .ok)
    #expect(
      report.text.split(separator: "\n").dropFirst() == [
        "CAUTION alpha, beta: certificate not verified", "CAUTION beta: /a/b is readable by everybody here",
      ])
  }

  @Test("what could not be asked is unknown, worse than a warning")
  func unknown() {
    #expect(report { _ in }.status == .unknown)
    #expect(CheckReport([]).status == .unknown)
    #expect(CheckReport.Status.unknown.rawValue == 3)
  }

  @Test("nothing from a server breaks the line: no bar, no control, no quote in a label")
  func clean() {
    let report = report(
      { play in
        play.run(MadeUpPanel(), until: 4)
        play.report(.probe(ok: false, reason: "a|b\u{1B}[2J\nc"), of: .ready, at: 5)
      }, names: ["al'p=ha"])
    let lines = report.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    #expect(lines[0].filter { $0 == "|" }.count == 1)
    #expect(!report.text.unicodeScalars.contains("\u{1B}"))
    #expect(lines[0].firstRange(of: "'alpha requests'") != nil)
  }
}
