import Telemetry

/// When one counter rose and by how much, since mptop has watched it: resets taken out, the last hour kept.
///
/// For what happens a few times an hour a rate is 0.00 /s whatever happens. What an operator asks is how many, when
/// the last one was, and whether it has been quiet for longer than usual.
package struct CounterPast: Sendable {
  /// A rise that lies somewhere between two scrapes.
  struct Rise: Sendable {
    var start: Moment
    var end: Moment
    var amount: Double
  }

  private(set) var rises: [Rise] = []
  /// Since when it has been watched.
  package let since: Moment
  /// Since when every rise is still kept.
  private var keptFrom: Moment
  /// All rises since then.
  private var sum = 0.0
  private var last: Moment?
  /// Seconds between rises, newest last, without those in which something was not seen.
  private var gaps: [Float] = []
  private var sawAllSinceLast = true
  private var sinceThinned = 0

  init(since: Moment) {
    self.since = since
    keptFrom = since
  }

  /// - Parameter most: how many rises are kept, roughly; those of the last quarter of an hour are at any rate.
  mutating func rose(by amount: Double, after start: Moment, at end: Moment, keeping most: Int = .max) {
    guard amount > 0, amount.isFinite else { return }
    sum += amount
    rises.append(Rise(start: start, end: end, amount: amount))
    if let last, sawAllSinceLast { gaps = gaps.suffix(30) + [Float((end - last).seconds)] }
    last = end
    sawAllSinceLast = true
    sinceThinned += 1
    if sinceThinned >= min(32, max(most / 4, 1)) { thin(at: end, keeping: most) }
  }

  /// A scrape failed, or the process began anew: the time until the next rise says nothing about what is usual.
  mutating func missed() { sawAllSinceLast = false }

  private mutating func thin(at now: Moment, keeping most: Int) {
    sinceThinned = 0
    let kept = PastAge.thinned(rises, from: now, most: most, at: \.end) { first, second in
      Rise(start: first.start, end: second.end, amount: first.amount + second.amount)
    }
    let left = kept.dropLast(max(most, 0)).last { $0.end < now - CounterPast.leastKept }
    if let left { keptFrom = left.end }
    rises = kept.filter { $0.end > keptFrom }
  }

  /// Windows are no longer than a quarter of an hour.
  private static let leastKept: Duration = .seconds(960)

  // MARK: - What it says

  /// All that it rose up to a moment within the last hour.
  package func sum(at: Moment) -> Double {
    rises.last.map { $0.end > at } == true ? sum - rises.reduce(0) { $1.end > at ? $0 + $1.amount : $0 } : sum
  }

  /// How much it rose in `(start, end]`; a rise that lies partly outside counts by its share.
  package func rise(from start: Moment, to end: Moment) -> Double {
    var total = 0.0
    for rise in rises.reversed() where rise.start < end {
      if rise.end <= start { break }
      let length = (rise.end - rise.start).seconds
      let inside = (min(rise.end, end) - max(rise.start, start)).seconds
      total += length > 0 ? rise.amount * inside / length : rise.amount
    }
    return total
  }

  /// What came to light in `(start, end]`, whole: for counts, of which there are no halves.
  package func found(from start: Moment, to end: Moment) -> Double {
    rises.reduce(0) { $1.end > start && $1.end <= end ? $0 + $1.amount : $0 }
  }

  /// What came to light in the hour up to a moment; nil where that hour began before it was watched, or where the past
  /// that is kept no longer reaches back that far.
  package func inHour(at: Moment) -> Double? {
    let start = at - .seconds(3600)
    guard keptFrom <= start, PastAge.fine.stretch(of: start, from: lastSight(at: at)) != nil else {
      return nil
    }
    return found(from: start, to: at)
  }

  /// The newest moment that is known here.
  private func lastSight(at: Moment) -> Moment { last.map { max($0, at) } ?? at }

  /// When it last rose, up to a moment.
  package func lastRise(at: Moment) -> Moment? {
    rises.last { $0.end <= at }?.end ?? (last.flatMap { $0 <= at ? $0 : nil })
  }

  /// A second, over each stretch of a chart; nil where the stretch is not known.
  package func rates(_ stretches: [Trail.Stretch?]) -> [Double?] {
    stretches.map { stretch in
      guard let stretch, stretch.end > keptFrom else { return nil }
      let seconds = (stretch.end - stretch.start).seconds
      return seconds > 0 ? rise(from: stretch.start, to: stretch.end) / seconds : nil
    }
  }

  // MARK: - Rules

  /// Five rises at least say what is usual.
  private static let leastGaps = 4
  private static let quietFactor = 5.0
  private static let leastQuiet = 60.0

  /// The usual time between two rises, where it has now been quiet for more than five times that and for more than a
  /// minute; nil else, and while fewer than five rises were seen. The usual time is the median of the last thirty.
  package func unusualQuiet(at: Moment) -> Duration? {
    guard gaps.count >= CounterPast.leastGaps, sawAllSinceLast, let last = lastRise(at: at) else {
      return nil
    }
    let usual = Double(gaps.sorted()[gaps.count / 2])
    let quiet = (at - last).seconds
    return quiet > max(CounterPast.quietFactor * usual, CounterPast.leastQuiet) ? .seconds(usual) : nil
  }

  /// A minute in which much more happened than usual.
  package struct Burst: Sendable, Hashable {
    /// How many in that minute.
    package var count: Double
    /// How many in the median minute of those around it.
    package var usual: Double
    /// How long ago that minute ended; zero for the minute that ends now.
    package var ago: Duration
  }

  /// As ``found(from:to:)``; but what came to light after more than a minute did not come within one.
  private func cameToLight(from start: Moment, to end: Moment) -> Double {
    rises.reduce(0) { sum, rise in
      let length = rise.end - rise.start
      guard length > .seconds(65) else {
        return rise.end > start && rise.end <= end ? sum + rise.amount : sum
      }
      let inside = (min(rise.end, end) - max(rise.start, start)).seconds
      return inside > 0 ? sum + rise.amount * inside / length.seconds : sum
    }
  }

  private static let burstMinutes = 15
  private static let leastMinutes = 3
  private static let leastBurst = 10.0
  private static let burstFactor = 4.0

  /// The newest burst of the last quarter of an hour: a minute with at least ten, and with at least four times as
  /// many as the median of the other minutes. nil without one, and before three minutes were seen.
  package func burst(at: Moment) -> Burst? {
    let minutes = min(Int((at - keptFrom).seconds / 60), CounterPast.burstMinutes)
    guard minutes >= CounterPast.leastMinutes else { return nil }
    let counts = (0..<minutes).map { ago in
      let end = at - .seconds(60 * ago)
      return cameToLight(from: end - .seconds(60), to: end)
    }
    guard let place = counts.firstIndex(where: { $0 >= CounterPast.leastBurst }) else { return nil }
    for ago in place..<counts.count where counts[ago] >= CounterPast.leastBurst {
      var others = counts
      others.remove(at: ago)
      let usual = others.sorted()[others.count / 2]
      if counts[ago] >= CounterPast.burstFactor * usual {
        return Burst(count: counts[ago], usual: usual, ago: .seconds(60 * ago))
      }
    }
    return nil
  }
}
