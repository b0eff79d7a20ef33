import Telemetry

/// What a watch concluded after each of its reports, oldest first: every one of the newest 70 s, as its ``History``
/// keeps scrapes, of what is older every change and else one in ten seconds.
struct Conclusions: Sendable {
  private(set) var all: [Remembered] = []
  private var sinceThinned = 0
  /// How many are kept.
  var capacity: Int

  private static let fine: Duration = .seconds(70)
  private static let apart: Duration = .seconds(10)

  init(capacity: Int) { self.capacity = capacity }

  mutating func append(_ remembered: Remembered) {
    all.append(remembered)
    sinceThinned += 1
    // In bulk, so that the cost of a report stays constant.
    guard sinceThinned >= min(32, max(capacity / 4, 1)) else { return }
    sinceThinned = 0
    var kept: [Remembered] = []
    kept.reserveCapacity(all.count)
    for one in all where one.at >= remembered.at - Watch.rawSpan {
      let isNew = one.at > remembered.at - Conclusions.fine
      guard !isNew, let last = kept.last, one.at - last.at < Conclusions.apart, one.concludes(as: last) else {
        kept.append(one)
        continue
      }
    }
    all = kept.suffix(max(capacity, 1))
  }

  /// What was known at a moment; nil before anything was.
  func newest(at moment: Moment) -> Remembered? { all.last { $0.at <= moment } }
}
