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

  mutating func stood(at value: Double?, _ at: Moment) {
    if value == nil, levels.last.map({ $0.value.isNaN }) ?? true { return }
    levels.append(Level(at: at, value: value ?? .nan))
    sinceThinned += 1
    if sinceThinned >= 32 { thin(at: at) }
  }

  private mutating func thin(at now: Moment) {
    sinceThinned = 0
    var kept: [Level] = []
    var stretch: Int64?
    for level in levels {
      guard let own = PastAge.stretch(of: level.at, from: now) else { continue }
      if own == stretch, let place = kept.indices.last, !kept[place].value.isNaN, !level.value.isNaN {
        kept[place].at = level.at
        kept[place].value = max(kept[place].value, level.value)
      } else {
        kept.append(level)
      }
      stretch = own
    }
    levels = kept
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
