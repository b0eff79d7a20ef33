import Exposition
import Telemetry

/// A history to which pages were given at chosen seconds.
struct Recorded {
  var history: History
  private var parser = Parser()

  init(span: Double = 1000) { history = History(span: .seconds(span)) }

  static func moment(_ second: Double) -> Moment { Moment(seconds: second) }

  mutating func page(_ text: String, at second: Double) {
    history.record(parser.parse(Array((text + "\n").utf8), contentType: nil), at: Recorded.moment(second))
  }

  /// A counter `hits_total` and the start of its process.
  mutating func hits(_ value: Double, started: Int = 1000, at second: Double) {
    page(
      """
      # TYPE hits_total counter
      hits_total \(value)
      # TYPE process_start_time_seconds gauge
      process_start_time_seconds \(started)
      """, at: second)
  }

  func increase(of name: String = "hits_total", at second: Double, window: Double) -> Double {
    history.increase(
      slots: history.slots(ofSample: name), at: Recorded.moment(second), window: .seconds(window))
  }
}
