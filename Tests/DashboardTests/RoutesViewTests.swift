import Drawing
import FoundationEssentials
import MPanel
import Testing

@testable import Dashboard

@Suite("The routes view")
struct RoutesViewTests {
  private func play(_ routes: MadeUpRoutes = MadeUpRoutes(), _ size: Size = Size(columns: 120, rows: 40))
    -> Play
  {
    var play = Play(["alpha"], size: size)
    play.run(routes, until: 60)
    play.press(.character("3"), at: 61)
    return play
  }

  private func names(_ play: Play) -> [String] { RoutesView(play.state).rows }

  @Test(
    "the routes, at three sizes",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
  func sizes(size: Size) throws {
    try Golden.check(play(MadeUpRoutes(scanned: 1), size).screen, "routes-\(size.columns)x\(size.rows)")
  }

  @Test(
    "a route that was opened, at two sizes",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 160, rows: 50)])
  func detail(size: Size) throws {
    var play = play(MadeUpRoutes(scanned: 1), size)
    play.press(.enter, at: 61)
    try Golden.check(play.screen, "route-\(size.columns)x\(size.rows)")
  }

  @Test("what eats the server's time comes first: a rare slow route before a frequent fast one")
  func order() {
    // Seconds of work a second: orders 1, :id 0.2, users 0.05.
    #expect(
      names(play()) == ["POST /api/orders", "GET /:id", "GET /api/users", "DELETE /:id"])
  }

  @Test("> and < go through the figures, I turns the order round, and the title says which it is")
  func sorting() {
    var play = play()
    play.press(.character(">"), at: 61)
    #expect(names(play) == ["GET /api/users", "GET /:id", "POST /api/orders", "DELETE /:id"])
    #expect(play.shows("most requests first"))
    play.press(.character(">"), at: 61)
    #expect(names(play).first == "POST /api/orders")
    play.press(.character(">"), at: 61)
    #expect(names(play).first == "GET /:id")
    play.press(.character("<"), .character("<"), .character("<"), .character("<"), at: 61)
    #expect(names(play) == ["DELETE /:id", "GET /:id", "POST /api/orders", "GET /api/users"])
    play.press(.character("I"), at: 61)
    #expect(names(play).first == "GET /api/users")
    #expect(play.shows("by name, turned round"))
  }

  @Test("paths that no route matched are one row with their number, which Enter opens and Esc closes")
  func unmatched() {
    var play = play(MadeUpRoutes(scanned: 5))
    #expect(names(play).count == 5)
    #expect(play.shows("300 unmatched paths"))
    play.press(.character("G"), at: 61)
    while RoutesView(play.state).selectedRow(play.state.list) != RouteRow.folded { play.press(.up, at: 61) }
    play.press(.enter, at: 61)
    #expect(names(play).count == 300)
    #expect(play.shows("Unmatched paths"))
    play.press(.enter, at: 61)
    #expect(play.shows("no route of mPanel's matched this path"))
    play.press(.escape, at: 61)
    #expect(play.shows("Unmatched paths"))
    play.press(.escape, at: 61)
    #expect(names(play).count == 5)
    #expect(RoutesView(play.state).selectedRow(play.state.list) == RouteRow.folded)
  }

  @Test(
    "with hundreds of paths a key makes nothing anew, a scrape one table, and only new series are looked at")
  func work() throws {
    var play = play(MadeUpRoutes(scanned: 5))
    #expect(play.shows("300 unmatched paths"))
    let first = try #require(play.state.details.routes).made
    for key in "jjkoI<>/api" { play.press(.character(Unicode.Scalar(String(key)) ?? " "), at: 61) }
    play.press(.escape, .character("G"), .enter, .pageDown, .escape, at: 61)
    let keyed = try #require(play.state.details.routes).made
    #expect(keyed == first)
    play.page(MadeUpRoutes(scanned: 5).page(second: 60), at: 62)
    let scraped = try #require(play.state.details.routes).made
    #expect(scraped == (first.series, first.tables + 1))
    play.page(MadeUpRoutes(scanned: 5).page(second: 62), at: 64)
    #expect(try #require(play.state.details.routes).made == (first.series + 10 * 8, first.tables + 2))
  }

  @Test("so it is where the paths are unfolded")
  func unfoldedWork() throws {
    var play = play(MadeUpRoutes(scanned: 5))
    play.press(.character("<"), .character("G"), .enter, at: 61)
    #expect(play.shows("Unmatched paths"))
    let first = try #require(play.state.details.routes).made
    for key in "jjGkoI<>/77" { play.press(.character(Unicode.Scalar(String(key)) ?? " "), at: 61) }
    play.press(.escape, .pageDown, .enter, .escape, at: 61)
    #expect(try #require(play.state.details.routes).made == first)
    play.page(MadeUpRoutes(scanned: 5).page(second: 62), at: 62)
    #expect(play.shows("310 paths"))
    #expect(try #require(play.state.details.routes).made == (first.series + 10 * 8, first.tables + 1))
  }

  @Test("a filter narrows while it is typed, and finds what is folded")
  func filter() {
    var play = play(MadeUpRoutes(scanned: 2))
    play.press(.character("/"), .character("o"), .character("r"), at: 61)
    #expect(names(play) == ["POST /api/orders"])
    play.press(.escape, .character("/"), at: 61)
    for letter in "/77.php".unicodeScalars { play.press(.character(letter), at: 61) }
    #expect(names(play) == [RouteRow.folded])
    play.press(.escape, .character("/"), .character("#"), at: 61)
    #expect(names(play).isEmpty)
    #expect(play.shows("no route has #; Esc shows all"))
  }

  @Test("routes whose mount prefix is lost are marked, and a sentence says so; with full paths none is")
  func ambiguity() {
    let lost = play()
    #expect(lost.shows("GET /:id ≈"))
    #expect(!lost.shows("/api/users ≈"))
    #expect(lost.shows("mount prefix lost by this build: several endpoints share this row"))
    var whole = Play(["alpha"])
    whole.page(MadeUpPanel().page(second: 0), at: 0)
    whole.page(MadeUpPanel().page(second: 2), at: 2)
    whole.press(.character("3"), at: 2)
    #expect(!whole.shows("mount prefix"))
  }

  @Test("a burst of refused logins keeps its row; a path refused a few times is what a client made up")
  func refusals() {
    let play = play(
      MadeUpRoutes(extra: [
        ("POST", "/login", "401", 0, 5, 0), ("GET", "/jobs/1", "401", 0, 0, 0),
      ]))
    #expect(names(play).contains("POST /login"))
    #expect(!names(play).contains("GET /jobs/1"))
    #expect(play.shows("1 unmatched path "))
  }

  @Test("figures are computed once a scrape: a key finds those of the scrape before it")
  func kept() throws {
    var play = play()
    #expect(play.state.details.routes != nil)
    // Behind the back of `apply` nothing is computed anew.
    play.press(.down, at: 61)
    let before = try #require(play.state.details.routes)
    play.press(.down, at: 62)
    let after = try #require(play.state.details.routes)
    #expect(before.isSame(as: after))
    play.page(MadeUpRoutes().page(second: 62), at: 62)
    #expect(play.state.details.routes?.isSame(as: after) == false)
  }

  @Test("an instance without requests by route says what it would have to export, and where that is told")
  func absent() {
    var play = Play(["alpha"])
    for second in [0.0, 2] {
      play.page(
        "# TYPE queue_size gauge\nqueue_size{queue_name=\"email\",status=\"pending\"} 1\n", at: second)
    }
    play.press(.character("3"), at: 3)
    #expect(play.shows("http_requests_total"))
    #expect(play.shows("docs/mpanel.md"))
  }

  private struct Document: Decodable {
    struct Instance: Decodable {
      struct Routes: Decodable {
        struct Figures: Decodable {
          var requestsPerSecond: Double
          var timeShare: Double?
          var serverErrorShare: Double?
        }
        struct Route: Decodable {
          var path: String
          var method: String
          var isAmbiguous: Bool
          var figures: Figures
        }
        struct Unmatched: Decodable { var paths: Int }
        var routes: [Route]
        var unmatched: Unmatched?
        var total: Figures
      }
      var routes: Routes
    }
    var instances: [Instance]
  }

  @Test("JSON has the routes with their shares, and the unmatched paths as a number")
  func json() throws {
    let bytes = try JSONEncoder().encode(SnapshotDocument(play(MadeUpRoutes(scanned: 1)).state))
    let routes = try #require(try JSONDecoder().decode(Document.self, from: bytes).instances.first).routes
    let orders = try #require(routes.routes.first { $0.path == "/api/orders" })
    #expect(abs(orders.figures.requestsPerSecond - 2) < 1e-6)
    #expect(orders.figures.serverErrorShare == 0.5)
    // 1 of 1 + 0.2 + 0.05 seconds of work a second.
    #expect(abs((orders.figures.timeShare ?? 0) - 0.8) < 1e-6)
    #expect(routes.routes.first { $0.path == "/:id" }?.isAmbiguous == true)
    #expect(routes.unmatched?.paths == 60)
    #expect(!routes.routes.contains { $0.path == "/metrics" })
  }
}
