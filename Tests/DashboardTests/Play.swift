import Drawing
import Exposition
import MPanel
import Telemetry
import Testing

@testable import Dashboard

/// A dashboard to which things happen at chosen seconds.
struct Play {
  var state: State
  private(set) var effects: [Effect] = []
  private var parsers: [Parser]

  init(_ names: [String], size: Size = Size(columns: 120, rows: 40), glyphs: Glyphs = .blocks) {
    let targets = names.enumerated().map {
      Target(id: $0.offset, name: $0.element, address: "127.0.0.1:\(2271 + $0.offset)")
    }
    state = State(
      targets: targets, interval: .seconds(2), size: size, now: Play.moment(0), version: "0.0.0",
      clock: WallClock(offset: 0), themeNames: ["default", "dark"], glyphs: glyphs)
    parsers = names.map { _ in Parser() }
  }

  static func moment(_ second: Double) -> Moment {
    Moment(seconds: 1000 + second, unixSeconds: MadeUpPanel.epoch + second)
  }

  mutating func apply(_ event: Event, at second: Double) {
    effects = state.apply(event, at: Play.moment(second))
  }

  mutating func press(_ keys: Key..., at second: Double) {
    for key in keys { apply(.key(key), at: second) }
  }

  /// An answer to `/metrics`.
  mutating func page(_ text: String, from target: Int = 0, at second: Double) {
    let page = parsers[target].parse(Array(text.utf8), contentType: nil)
    report(.page(page), of: .metrics, from: target, at: second, bytes: text.utf8.count)
  }

  mutating func report(
    _ outcome: Report.Outcome, of endpoint: Endpoint, from target: Int = 0, at second: Double,
    bytes: Int = 200,
    milliseconds: Int = 4
  ) {
    let exchange = Exchange(
      endpoint: endpoint, path: "/\(endpoint.rawValue)", requestID: "id", started: Play.moment(second),
      duration: .milliseconds(milliseconds), status: 200, wireBytes: bytes, bodyBytes: bytes)
    apply(
      .report(
        Report(
          target: target, exchange: exchange, outcome: outcome, at: Play.moment(second),
          nextScrape: Play.moment(second + 2))), at: second)
  }

  /// Health and readiness as a healthy build answers, then a page every 2 s from second 0 to `second`.
  mutating func run(_ panel: MadeUpPanel, as target: Int = 0, until second: Int) {
    var health = HealthReport(verdict: .up, status: "healthy")
    health.version = "1.4.2"
    report(.health(health), of: .health, from: target, at: 0)
    report(.probe(ok: true, reason: nil), of: .ready, from: target, at: 0)
    for at in stride(from: 0, through: second, by: 2) {
      page(panel.page(second: at), from: target, at: Double(at))
    }
  }

  /// The names of the fleet's rows, in their order.
  var fleetRows: [String] { FleetView(state).order.map { state.watches[$0].target.name } }

  /// The id of the target that is selected in the fleet.
  var selectedInstance: Int? {
    FleetView(state).selectedRow(state.lists[.fleet] ?? ListState()).flatMap(FleetView.target)
  }

  var screen: Grid { Screen.grid(of: state) }

  /// Whether the words stand anywhere on the screen.
  func shows(_ words: String) -> Bool { screen.plainText.firstRange(of: words) != nil }
}

extension Play: CustomTestStringConvertible {
  var testDescription: String { "\n\(screen.plainText)\n" }
}
