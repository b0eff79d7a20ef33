import Exposition
import MPanel
import SharedCases
import Telemetry
import Testing

/// Pages that running mPanels really sent, taken in by a watch at chosen seconds.
struct Recording {
  var watch: Watch
  private var parser = Parser()

  init(rules: AlertRules = .standard) {
    watch = Watch(
      target: Target(id: 0, name: "recorded", address: "127.0.0.1:2271"), interval: .seconds(2),
      started: Recording.moment(0), rules: rules)
  }

  static func moment(_ second: Double) -> Moment {
    // Recordings were made in November 2026; uptime is counted from their own start times.
    Moment(seconds: 1000 + second, unixSeconds: 1_795_480_000 + second)
  }

  /// The body of a recorded answer such as `c/series/scrape_00`; nil without the shared folder.
  static func body(_ name: String) -> [UInt8]? {
    guard let bytes = SharedFolder.bytes("contract/recordings/\(name).http"),
      let mark = bytes.firstRange(of: Array("\r\n\r\n".utf8))
    else { return nil }
    return Array(bytes[mark.upperBound...])
  }

  mutating func take(recorded name: String, at second: Double) throws {
    take(page: try #require(Recording.body(name), "\(name)"), at: second)
  }

  mutating func take(_ text: String, at second: Double, serverDate: Double? = nil) {
    take(page: Array(text.utf8), at: second, serverDate: serverDate)
  }

  mutating func take(page bytes: [UInt8], at second: Double, serverDate: Double? = nil) {
    take(.page(parser.parse(bytes, contentType: nil)), of: .metrics, at: second, serverDate: serverDate)
  }

  mutating func take(
    _ outcome: Report.Outcome, of endpoint: Endpoint, at second: Double, serverDate: Double? = nil
  ) {
    let at = Recording.moment(second)
    var exchange = Exchange(
      endpoint: endpoint, path: "/", requestID: "id", started: at, duration: .milliseconds(5), status: 200)
    exchange.serverDate = serverDate
    watch.take(Report(target: 0, exchange: exchange, outcome: outcome, at: at))
  }

  /// Time passes.
  mutating func watchStanding(at second: Double) { watch.watchStanding(at: Recording.moment(second)) }

  func reading(at second: Double, window: Double = 60) -> Reading {
    watch.reading(at: Recording.moment(second), window: .seconds(window))
  }
}
