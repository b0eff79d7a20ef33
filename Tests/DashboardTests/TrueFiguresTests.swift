import Drawing
import MPanel
import Telemetry
import Testing

@testable import Dashboard

/// Figures that would be easy to write and wrong.
@Suite("True figures")
struct TrueFiguresTests {
  @Test("thousands of requests a second keep their unit among the methods of a path")
  func thousands() throws {
    var play = Play(["alpha"], size: Size(columns: 160, rows: 50))
    var routes = MadeUpRoutes()
    routes.extra = [("GET", "/api/busy", "200", 0, 1500, 3)]
    play.run(routes, until: 60)
    play.press(.character("3"), at: 61)
    let row = try #require(
      play.screen.plainText.split(separator: "\n").first { $0.contains("│ GET ") && $0.contains("1.5") })
    #expect(row.firstRange(of: "1.5k") != nil, "\(row)")
  }

  @Test("half a second of watching is not called none, and nearly a second is one")
  func soFar() {
    let words = [0, 0.04, 0.5, 0.949, 0.96, 1.04, 2.003, 59.97, 75].map { Figure.soFar(.seconds($0)) }
    #expect(
      words == [
        "0 s so far", "0 s so far", "0.5 s so far", "0.9 s so far", "1 s so far", "1 s so far", "2 s so far",
        "1m 00s so far", "1m 15s so far",
      ])
    #expect(Figure.soFar(.seconds(-3)) == "0 s so far")
  }

  @Test("a percentile above the highest bound is past a threshold that stands at it")
  func beyond() throws {
    func page(_ count: Int) -> String {
      """
      # TYPE http_request_duration_seconds histogram
      http_request_duration_seconds_bucket{le="1",method="GET",route="/a",status="200"} 0
      http_request_duration_seconds_bucket{le="10",method="GET",route="/a",status="200"} 0
      http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/a",status="200"} \(count)
      http_request_duration_seconds_sum{method="GET",route="/a",status="200"} \(20 * count)
      http_request_duration_seconds_count{method="GET",route="/a",status="200"} \(count)

      """
    }
    var play = Play(["alpha"])
    for second in stride(from: 0, through: 60, by: 2) { play.page(page(second), at: Double(second)) }
    var thresholds = Thresholds()
    try thresholds.set("p50=10", .critical)
    let report = CheckReport(play.state.readings(), thresholds: thresholds)
    #expect(report.status == .critical)
    #expect(report.text.firstRange(of: "p50 >10s (threshold 10)") != nil, "\(report.text)")
    // The greatest of the past is no less than the figure of now.
    let line = try #require(
      play.screen.plainText.split(separator: "\n").first { $0.firstRange(of: "p99") != nil })
    #expect(line.split(separator: " ").count { $0 == ">10" } == 3, "\(line)")
  }

  @Test("why there are no routes is said anew when the first request fails")
  func absenceChanges() {
    var play = Play(["alpha"])
    play.press(.character("3"), at: 0)
    #expect(play.screen.plainText.firstRange(of: "waiting for the first answer") != nil)
    play.report(.failure(.refused), of: .metrics, at: 2)
    #expect(play.screen.plainText.firstRange(of: "waiting for the first answer") == nil)
    #expect(play.screen.plainText.firstRange(of: "connection refused") != nil)
  }

  @Test("an instance that is asked rarely stands on the same time axis as one that is asked often")
  func oneAxis() throws {
    var play = Play(["often", "rarely"], size: Size(columns: 200, rows: 60))
    for second in stride(from: 0, through: 240, by: 2) {
      play.page(MadeUpPanel().page(second: second), at: Double(second))
      if second % 30 == 0 { play.page(MadeUpPanel().page(second: second), from: 1, at: Double(second)) }
    }
    play.state.watches[1].interval = .seconds(30)
    // What is drawn of both reaches equally far back.
    let rows = play.screen.plainText.split(separator: "\n")
    let begins = try #require(rows.lastIndex { $0.firstRange(of: "often ") != nil })
    let next = try #require(rows.lastIndex { $0.firstRange(of: "rarely ") != nil })
    func marks(_ rows: ArraySlice<Substring>) -> Int {
      rows.reduce(0) { $0 + $1.unicodeScalars.count { ("\u{2581}"..."\u{2588}").contains($0) } }
    }
    let (often, rarely) = (marks(rows[begins..<next]), marks(rows[next..<(next + next - begins)]))
    #expect(often > 100 && rarely * 10 >= often * 9, "\(often) and \(rarely)")
  }

  @Test("with scrapes further apart than the window, what rates rest on is said, and PromQL has two scrapes")
  func rareScrapes() {
    var play = Play(["alpha"])
    for second in stride(from: 0, through: 360, by: 90) {
      play.page(MadeUpPanel().page(second: second), at: Double(second))
    }
    #expect(play.state.shownReading?.coveredWords == "1m 30s")
    #expect(play.state.query?.firstRange(of: "[3m]") != nil, "\(play.state.query ?? "")")
    #expect(play.screen.plainText.firstRange(of: "second scrape") == nil)
  }
}
