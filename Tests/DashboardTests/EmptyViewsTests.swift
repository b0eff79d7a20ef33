import Drawing
import MPanel
import SharedCases
import Testing

@testable import Dashboard

/// What each view says on an instance that exports nothing of its own.
@Suite("Empty views")
struct EmptyViewsTests {
  /// What has to be named on each: a family that the instance would have to export.
  private static let named: [View: [String]] = [
    .routes: ["http_requests_total", "http_request_duration_seconds"],
    .runtime: ["collectDefaultMetrics()"],
    .business: ["signups", "‘Signups, money, messages’"],
    .security: ["failed logins", "‘Failed logins, rate limits, webhooks’"],
    .events: ["process_start_time_seconds"], .metrics: ["register.metrics()"],
  ]

  private func play(_ view: View, _ size: Size) -> Play {
    var play = Play(["alpha"], size: size)
    // Of the metrics view nothing may be on the page; the others get a family that is nobody's.
    let text = view == .metrics ? "\n" : "# TYPE http_active_connections gauge\nhttp_active_connections 3\n"
    // The events are empty before anything has happened.
    if view != .events { pages(text, &play) }
    play.state.view = view
    return play
  }

  private func pages(_ text: String, _ play: inout Play) {
    for second in stride(from: 0.0, through: 60, by: 2) { play.page(text, at: second) }
  }

  private func words(_ play: Play) -> String {
    let frame: Set<Character> = ["│", "╭", "╮", "╰", "╯", "─"]
    return String(play.screen.plainText.map { frame.contains($0) || $0 == "\n" ? " " : $0 })
      .split(separator: " ").joined(separator: " ")
  }

  @Test(
    "say what the instance would have to export, and name docs/mpanel.md",
    arguments: [View.routes, .runtime, .business, .security, .events, .metrics],
    [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)])
  func empty(view: View, size: Size) {
    let shown = words(play(view, size))
    #expect(shown.firstRange(of: "docs/mpanel.md") != nil, "\(shown)")
    for name in EmptyViewsTests.named[view] ?? [] {
      #expect(shown.firstRange(of: name) != nil, "\(name): \(shown)")
    }
  }

  @Test("the sections of docs/mpanel.md that they name are there")
  func sections() throws {
    let document = try DerivedDocument.read("docs/mpanel.md")
    let sections = [
      "The page itself", "The requests", "Signups, money, messages", "Failed logins, rate limits, webhooks",
    ]
    for section in sections {
      #expect(document.firstRange(of: "## \(section)\n") != nil, "\(section)")
    }
  }

  @Test("an opened route has no rows: / and the sorts are neither offered nor do they anything")
  func opened() {
    var play = Play(["alpha"])
    play.run(MadeUpRoutes(), until: 60)
    play.press(.character("3"), at: 61)
    let ofLists: Set<Command> = [.filter, .nextSort, .previousSort, .reverseSort, .open]
    #expect(ofLists.isSubset(of: play.state.keys.map(\.command)))
    play.press(.enter, at: 61)
    #expect(ofLists.isDisjoint(with: play.state.keys.map(\.command)))
    let before = play.state.list
    play.press(.character("/"), .character("o"), .character("I"), at: 61)
    #expect(play.state.list == before)
    play.press(.escape, at: 61)
    #expect(ofLists.isSubset(of: play.state.keys.map(\.command)))
  }
}
