import Drawing
import Exposition
import MPanel
import SharedCases
import Testing

@testable import Dashboard

@Suite("The metrics view")
struct MetricsViewTests {
  /// Two families of mPanel's beside some that nobody knows.
  private static func page(second: Int) -> String {
    MadeUpRoutes().page(second: second) + """
      # HELP shop_carts Carts that are open
      # TYPE shop_carts gauge
      shop_carts{shop="north",kind="guest"} \(second)
      shop_carts{shop="south",kind="guest"} \(60 - second)
      # HELP shop_cache_bytes Size of the cache
      # TYPE shop_cache_bytes gauge
      shop_cache_bytes \(1_048_576 * (second + 1))
      # TYPE shop_rounds_total counter
      shop_rounds_total{shop="north"} \(4 * second)
      # TYPE shop_wait_seconds summary
      shop_wait_seconds{quantile="0.5"} 0.25
      shop_wait_seconds{quantile="0.99"} NaN
      shop_wait_seconds_sum \(second)
      shop_wait_seconds_count \(2 * second)
      # TYPE shop_idle gauge
      undeclared_thing 7

      """
  }

  private func play(_ size: Size = Size(columns: 120, rows: 40)) -> Play {
    var play = Play(["alpha"], size: size)
    for second in stride(from: 0, through: 60, by: 2) {
      play.page(MetricsViewTests.page(second: second), at: Double(second))
    }
    play.press(.character("8"), at: 61)
    return play
  }

  private func type(_ text: String, _ play: inout Play) {
    play.press(.character("/"), at: 61)
    for letter in text.unicodeScalars { play.press(.character(letter), at: 61) }
  }

  private func names(_ play: Play) -> [String] { MetricsView(play.state).rows }

  @Test(
    "all families, at three sizes",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
  func sizes(size: Size) throws {
    try Golden.check(play(size).screen, "metrics-\(size.columns)x\(size.rows)")
  }

  @Test(
    "a family of each kind, opened",
    arguments: ["shop_carts", "shop_rounds", "shop_wait", "request_duration"])
  func opened(family: String) throws {
    var play = play(family == "request_duration" ? Size(columns: 160, rows: 40) : Size(columns: 80, rows: 24))
    type(family, &play)
    play.press(.enter, .enter, at: 61)
    try Golden.check(play.screen, "family-\(family)")
  }

  @Test(
    "every family is listed: those of mPanel, unknown ones, those without series, and samples that none declares"
  )
  func listed() {
    #expect(
      names(play()) == [
        "mpanel_http_request_duration_seconds", "mpanel_http_requests_total", "shop_cache_bytes",
        "shop_carts",
        "shop_idle", "shop_rounds_total", "shop_wait_seconds", "undeclared_thing",
      ])
  }

  @Test("the filter narrows with every letter, Enter opens what is left, and Esc leads back to it")
  func typeToFilter() {
    var play = play()
    type("shop", &play)
    #expect(names(play).count == 5)
    play.press(.character("_"), .character("c"), .character("a"), at: 61)
    #expect(names(play) == ["shop_cache_bytes", "shop_carts"])
    play.press(.enter, .down, .enter, at: 61)
    #expect(play.shows("Carts that are open"))
    play.press(.escape, at: 61)
    #expect(names(play) == ["shop_cache_bytes", "shop_carts"])
    #expect(MetricsView(play.state).selectedRow(play.state.list) == "shop_carts")
  }

  @Test("a gauge's series have their values, their change, and the least and the most that is remembered")
  func gauge() {
    var play = play()
    type("shop_carts", &play)
    play.press(.enter, .enter, at: 61)
    #expect(names(play) == [MemberRow.all, #"shop="north",kind="guest""#, #"shop="south",kind="guest""#])
    let rows = play.state.details.families?.rows ?? []
    #expect(rows.map(\.figures.value) == [60, 60, 0])
    #expect(rows.map(\.figures.change) == [0, 60, -60])
  }

  @Test(
    "with hundreds of series a key makes no figures anew, a scrape once, and only new series are looked at")
  func work() throws {
    var play = Play(["alpha"])
    play.run(MadeUpRoutes(scanned: 5), until: 60)
    play.press(.character("8"), at: 61)
    let first = try #require(play.state.details.families).made
    // Eight series each: of 300 paths and of seven endpoints, scrapes among them.
    #expect(first.series == 8 * 307)
    func press(_ keys: String) {
      for key in keys { play.press(.character(Unicode.Scalar(String(key)) ?? " "), at: 61) }
    }
    press("jkoI<>/total")
    play.press(.enter, at: 61)
    #expect(try #require(play.state.details.families).made == first)
    play.press(.enter, at: 61)
    #expect(play.shows("307 series"))
    let opened = try #require(play.state.details.families).made
    #expect(opened == (first.series, first.tables + 1))
    press("jjGkoI<>/77")
    play.press(.enter, .pageDown, at: 61)
    #expect(try #require(play.state.details.families).made == opened)
    play.page(MadeUpRoutes(scanned: 5).page(second: 60), at: 62)
    #expect(try #require(play.state.details.families).made == (opened.series, opened.tables + 1))
    play.page(MadeUpRoutes(scanned: 5).page(second: 62), at: 64)
    #expect(
      try #require(play.state.details.families).made == (opened.series + 10 * 8, opened.tables + 2))
  }

  @Test("letters that leave the selected family in the list make no past anew; a scrape does, once")
  func pasts() throws {
    var play = play()
    type("shop", &play)
    let made = try #require(play.state.details.families).charts
    for letter in "_ca".unicodeScalars { play.press(.character(letter), at: 61) }
    play.press(.backspace, .backspace, at: 61)
    #expect(play.state.details.families?.charts == made)
    #expect(play.state.details.families?.charted?.name == "shop_cache_bytes")
    // Another family is another past, and going back to the first makes none.
    play.press(.enter, .down, .up, .down, at: 61)
    #expect(play.state.details.families?.charts == made + 1)
    #expect(play.state.details.families?.charted?.name == "shop_carts")
    play.page(MetricsViewTests.page(second: 62), at: 62)
    #expect(play.state.details.families?.charts == made + 2)
  }

  @Test("the chart is that of the selected series")
  func chart() {
    var play = play()
    type("shop_carts", &play)
    play.press(.enter, .enter, .down, .down, at: 61)
    #expect(play.state.details.families?.charted?.name == #"shop="south",kind="guest""#)
    let axis = TimeAxis(play.state.shownReading ?? play.state.readings()[0])
    let past = play.state.details.families?.charted?.past
    let columns = past.map { $0.trail.columns(3, every: axis.step, at: Play.moment(60)) } ?? []
    #expect(past?.level(0, columns: columns) == [4, 2, 0])
  }

  @Test("counters are shown as rates, histograms as percentiles, summaries as the server's own quantiles")
  func kinds() throws {
    var play = play()
    func all(_ family: String) throws -> MemberFigures {
      play.press(.escape, .escape, .escape, .character("8"), at: 61)
      type(family, &play)
      play.press(.enter, .enter, at: 61)
      return try #require(play.state.details.families?.rows.first?.figures, "\(family)")
    }
    #expect(abs((try all("shop_rounds").perSecond ?? 0) - 4) < 1e-6)
    let wait = try all("shop_wait")
    #expect(wait.quantiles == [0.25, nil])
    #expect(abs((wait.mean ?? 0) - 0.5) < 1e-6)
    let duration = try all("request_duration")
    #expect(abs((duration.perSecond ?? 0) - 16.5) < 0.1)
    #expect(duration.quantiles.count == 3)
  }

  @Test("lines that were not understood are shown with their numbers, and so is what was left out")
  func complaints() {
    var play = Play(["alpha"], size: Size(columns: 120, rows: 30))
    play.page(MadeUpRoutes().page(second: 1) + "this is no sample\nshop_a 1\nshop_a 2\n", at: 0)
    play.press(.character("8"), at: 1)
    #expect(play.shows("1 line not understood:"))
    let line = MadeUpRoutes().page(second: 1).split(separator: "\n").count + 1
    #expect(play.shows("line \(line), column"))
    #expect(play.shows("1 line repeats a series; the first counts"))
  }

  @Test("before the first answer the view says what it waits for")
  func waiting() {
    var play = Play(["alpha"])
    play.press(.character("8"), at: 0)
    #expect(play.shows("waiting for the first answer"))
  }

  @Test("thousands of series of one family are all there, and only those on the screen are drawn")
  func thousands() {
    var play = Play(["alpha"], size: Size(columns: 100, rows: 30))
    play.run(MadeUpRoutes(scanned: 500), until: 4)
    play.press(.character("8"), at: 5)
    type("requests_total", &play)
    play.press(.enter, .enter, at: 5)
    #expect(names(play).count > 2000)
    play.press(.end, at: 5)
    #expect(!play.shows("more"))
    #expect(play.shows(".php"))
  }

  @Test(
    "every family of a recording has its row and can be opened, at a small size too",
    .enabled(if: SharedFolder.isPresent),
    arguments: [
      "c/metrics_weird_labels", "c/series/scrape_05", "documented/scrape_05", "legacy/series/scrape_05",
    ])
  func recordings(name: String) throws {
    let bytes = try #require(SharedFolder.bytes("contract/recordings/\(name).http"))
    let mark = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
    let body = String(decoding: bytes[mark.upperBound...], as: UTF8.self)
    var play = Play(["alpha"], size: Size(columns: 80, rows: 24))
    play.page(body, at: 0)
    play.page(body, at: 2)
    play.press(.character("8"), at: 3)
    let declared = Set(
      body.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] })
    #expect(names(play).count == declared.count)
    for family in names(play) {
      play.press(.enter, at: 3)
      #expect(play.state.list.opened == family)
      #expect(play.shows(family) || family.utf8.count > 60)
      play.press(.escape, .down, at: 3)
    }
    for key in ["3", "8"] as [Unicode.Scalar] {
      play.press(.character(key), .end, .enter, at: 3)
      let controls = play.screen.cells.filter { $0.scalar.value < 32 && !$0.isContinuation }
      #expect(controls.isEmpty)
      play.press(.escape, at: 3)
    }
  }
}
