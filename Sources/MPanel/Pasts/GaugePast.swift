import Telemetry

/// What one gauge stood at over the last hour. Where samples are kept together the greatest stays: peaks are what
/// one looks for.
package struct GaugePast: Sendable {
  private struct Level: Sendable {
    var at: Moment
    /// NaN where the gauge was not there.
    var value: Double
  }

  private var levels: [Level] = []
  private var sinceThinned = 0

  /// - Parameter most: how many levels are kept, roughly.
  mutating func stood(at value: Double?, _ at: Moment, keeping most: Int = .max) {
    if value == nil, levels.last.map({ $0.value.isNaN }) ?? true { return }
    levels.append(Level(at: at, value: value ?? .nan))
    sinceThinned += 1
    if sinceThinned >= min(32, max(most / 4, 1)) { thin(at: at, keeping: most) }
  }

  private mutating func thin(at now: Moment, keeping most: Int) {
    sinceThinned = 0
    let kept = PastAge.thinned(levels, from: now, most: most, at: \.at) { first, second in
      first.value.isNaN || second.value.isNaN
        ? nil : Level(at: second.at, value: max(first.value, second.value))
    }
    levels = Array(kept.suffix(max(most, 1)))
  }

  /// A sample further from a moment than this says nothing about it.
  private static let reach: Duration = .seconds(60)

  /// The greatest value over each stretch of a chart; nil where it is not known.
  package func greatest(_ stretches: [Trail.Stretch?]) -> [Double?] {
    stretches.map { stretch in
      guard let stretch else { return nil }
      var place = index(after: stretch.start)
      var greatest: Double?
      while place < levels.count, levels[place].at <= stretch.end {
        if !levels[place].value.isNaN { greatest = max(greatest ?? -.infinity, levels[place].value) }
        place += 1
      }
      if let greatest { return greatest }
      // Samples that are kept together stand at the last of their moments.
      guard place < levels.count, levels[place].at - stretch.end <= GaugePast.reach else { return nil }
      return levels[place].value.isNaN ? nil : levels[place].value
    }
  }

  private func index(after moment: Moment) -> Int {
    var (low, high) = (0, levels.count)
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].at <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
