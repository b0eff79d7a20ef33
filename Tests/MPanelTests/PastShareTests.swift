import Telemetry
import Testing

@testable import MPanel

/// Where thousands of targets share the memory, the past is coarser and shorter, and what it says is still right.
@Suite("The past of many targets")
struct PastShareTests {
  private static func moment(_ second: Double) -> Moment { Recording.moment(second) }

  /// A counter that rises by one with every scrape.
  private func past(every seconds: Int, upTo end: Int, keeping most: Int) -> CounterPast {
    var past = CounterPast(since: Self.moment(0))
    for second in stride(from: seconds, through: end, by: seconds) {
      past.rose(
        by: 1, after: Self.moment(Double(second - seconds)), at: Self.moment(Double(second)), keeping: most)
    }
    return past
  }

  @Test(
    "a counter's past has room for no more than its share, and for a quarter of an hour",
    arguments: [2, 10, 60], [30, 48])
  func bounded(every seconds: Int, most: Int) {
    let past = past(every: seconds, upTo: 7200, keeping: most)
    #expect(past.rises.count <= most + most / 4 + 1)
    let end = Self.moment(7200)
    #expect(past.sum(at: end) == Double(7200 / seconds))
    // To within the minute that is kept as one.
    let found = past.found(from: end - .seconds(900), to: end)
    #expect(abs(found - Double(900 / seconds)) <= Double(60 / seconds), "\(found)")
    let lately = past.found(from: end - .seconds(60), to: end)
    #expect(abs(lately - Double(60 / seconds)) <= Double(max(10 / seconds, 1)), "\(lately)")
  }

  @Test("the hour is not told where less than an hour is kept, and a chart is empty there")
  func hour() {
    let whole = past(every: 60, upTo: 7200, keeping: 1000)
    let short = past(every: 60, upTo: 7200, keeping: 30)
    let end = Self.moment(7200)
    #expect(whole.inHour(at: end) == 60 && short.inHour(at: end) == nil)
    let stretches: [Trail.Stretch?] = [
      Trail.Stretch(start: end - .seconds(3000), end: end - .seconds(2940)),
      Trail.Stretch(start: end - .seconds(300), end: end - .seconds(240)),
    ]
    #expect(whole.rates(stretches) == [1 / 60, 1 / 60])
    #expect(short.rates(stretches) == [nil, 1 / 60])
  }

  @Test("a gauge keeps its peaks", arguments: [2, 10, 60])
  func gauge(every seconds: Int) {
    var past = GaugePast()
    for second in stride(from: 0, through: 7200, by: seconds) {
      past.stood(at: second == 6600 ? 9 : 1, Self.moment(Double(second)), keeping: 30)
    }
    let stretches = [Trail.Stretch(start: Self.moment(6480), end: Self.moment(6720))]
    #expect(past.greatest(stretches) == [9])
  }
}
