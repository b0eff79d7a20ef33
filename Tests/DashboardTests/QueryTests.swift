import Drawing
import MPanel
import Testing

@testable import Dashboard

@Suite("PromQL that is copied")
struct QueryTests {
  /// A path as a page writes it: with a quote, a backslash and braces.
  private static let routes = MadeUpRoutes(extra: [
    ("GET", #"/api/we\"ird\\{x}"#, "200", 2, 3, 1.2), ("GET", #"/api/we\"ird\\{x}"#, "503", 3, 1, 2),
  ])

  private static func page(second: Int) -> String {
    routes.page(second: second) + """
      # TYPE shop_carts gauge
      shop_carts{shop="north"} \(second)
      shop_carts{shop="south"} 7
      # TYPE shop_rounds_total counter
      shop_rounds_total{shop="a b"} \(4 * second)
      # TYPE shop_load gauge
      shop_load 0.75

      """
  }

  private func play() -> Play {
    var play = Play(["alpha"], size: Size(columns: 120, rows: 40))
    for second in stride(from: 0, through: 60, by: 2) {
      play.page(QueryTests.page(second: second), at: Double(second))
    }
    play.state.preferences.copies = true
    return play
  }

  /// What `y` copies.
  private func copied(_ play: inout Play) throws -> String {
    play.press(.character("y"), at: 60)
    guard case .copy(let text)? = play.effects.first else {
      Issue.record("nothing was copied")
      return ""
    }
    return text
  }

  @Test(
    "Prometheus evaluates what is copied to the figure on the screen", .enabled(if: Promtool.isPresent))
  func equal() throws {
    var play = play()
    var expected: [(expression: String, value: Double)] = []
    play.press(.character("3"), at: 60)
    // Each figure of each route, as the rows are sorted by it.
    for sort in RouteSort.allCases.dropLast() {
      for (place, row) in (play.state.routeBoard?.rows ?? []).enumerated() where row.figures.total > 0 {
        play.press(.character("g"), at: 60)
        for _ in 0..<place { play.press(.down, at: 60) }
        let figures = row.figures
        let value: Double? =
          switch sort {
          case .time: figures.timeShare
          case .requests, .name: figures.total
          case .errors: figures.errorShare
          case .clientErrors: figures.clientErrorShare
          case .mean: figures.latency?.mean
          case .p50, .p95, .p99: sort.quantile.flatMap { figures.percentile($0) }?.seconds
          }
        expected.append((try copied(&play), try #require(value, "\(sort) of \(row.name)")))
      }
      play.press(.character(">"), at: 60)
    }
    play.press(.character("8"), at: 60)
    for row in play.state.familyBoard?.shown ?? [] {
      let figures = try #require(row.figures)
      let value = row.family.kind == .histogram ? figures.quantiles[2] : figures.perSecond ?? figures.value
      expected.append((try copied(&play), try #require(value, "\(row.family.name)")))
      play.press(.down, at: 60)
    }
    play.press(.character("2"), at: 60)
    let reading = try #require(play.state.shownReading)
    expected.append((try copied(&play), try #require(reading.latency.value?.percentiles.last?.seconds)))
    let tool = Promtool(
      pages: stride(from: 0, through: 60, by: 2).map(QueryTests.page), instance: "127.0.0.1:2271")
    let values = try tool.values(of: expected.map(\.expression))
    #expect(values.count == expected.count)
    for (one, value) in zip(expected, values) {
      let value = try #require(value, "\(one.expression)")
      #expect(abs(value - one.value) <= 1e-6 * max(abs(one.value), 1e-9), "\(one.expression)")
    }
  }

  @Test("one series of a family is named by its labels")
  func oneSeries() throws {
    var play = play()
    play.press(.character("8"), .end, at: 60)
    play.press(.enter, at: 60)
    #expect(
      try copied(&play) == #"rate(shop_rounds_total{instance="127.0.0.1:2271",shop="a b"}[1m])"#)
  }

  @Test("an opened route is its 99th percentile, escaped as PromQL wants it")
  func escaped() throws {
    var play = play()
    play.press(.character("3"), .enter, at: 60)
    #expect(
      try copied(&play)
        == #"histogram_quantile(0.99, sum by (le) (rate(mpanel_http_request_duration_seconds_bucket{instance="127.0.0.1:2271",method="GET",route="/api/we\"ird\\{x}"}[1m])))"#
    )
  }

  @Test("nothing that could move a cursor, and no name that PromQL could not read, is copied as it is")
  func harmless() {
    #expect(
      QueryText.selector("a", [QueryText.Matcher("b", "=", "\u{1B}[2J\n\u{202E}é")])
        == #"a{b="\u001b[2J\n\u202eé"}"#)
    #expect(
      QueryText.selector("my.metric", [QueryText.Matcher("a-b", "=", "c")]) == #"{"my.metric","a-b"="c"}"#)
  }

  @Test("while it is not allowed nothing is copied: the text is shown whole, with how to allow it")
  func notAllowed() {
    var play = play()
    play.state.preferences.copies = false
    play.apply(.resized(Size(columns: 80, rows: 24)), at: 60)
    play.press(.character("3"), .enter, .character("y"), at: 60)
    #expect(play.effects.isEmpty)
    let text = play.screen.plainText.filter { $0 != "\n" }
    #expect(text.firstRange(of: "copies = true") != nil)
    #expect(text.firstRange(of: "histogram_quantile(0.99") != nil)
    play.apply(.tick, at: 110)
    #expect(play.shows("copies = true") || play.shows("in the configuration"))
    play.press(.character("y"), at: 111)
    #expect(!play.shows("histogram_quantile"))
  }

  @Test("where mptop's own probes are left out of a figure, it says that what is copied counts them")
  func ownProbes() throws {
    // Each second brings two probes, of which mptop's own are a few.
    let routes = MadeUpRoutes(extra: [("GET", "/api/ready", "200", 0, 2, 0)])
    var play = Play(["alpha"], size: Size(columns: 160, rows: 40))
    play.state.preferences.copies = true
    for second in stride(from: 0, through: 60, by: 2) {
      if [20, 50].contains(second) {
        play.report(.probe(ok: true, reason: nil), of: .ready, at: Double(second))
      }
      play.page(routes.page(second: second), at: Double(second))
    }
    func says(_ view: Character) -> Bool {
      play.press(.character(Unicode.Scalar(String(view)) ?? " "), .character("y"), at: 60)
      return play.state.notice?.words.firstRange(of: "counts mptop's own 2 probes, too") != nil
    }
    #expect(says("2"), "\(play.state.notice?.words ?? "")")
    // The share of the server's time, which the routes are sorted by at first.
    #expect(says("3"))
    play.press(.character(">"), at: 60)
    #expect(try copied(&play).firstRange(of: "/api/ready") == nil && !says("3"))
    while try copied(&play).firstRange(of: "/api/ready") == nil { play.press(.down, at: 60) }
    #expect(says("3"))
    // Families are shown as the page has them.
    #expect(!says("8") && play.state.notice?.words.hasPrefix("copied: ") == true)
  }

  @Test("what has no expression of its own says so")
  func none() {
    var play = Play(["alpha"])
    play.press(.character("3"), .character("y"), at: 1)
    #expect(play.shows("no single expression"))
  }
}
