import Telemetry

/// How fine the past is kept, so that a few hundred numbers hold the hour of one series, and a few dozen where there are
/// thousands of targets.
enum PastAge: CaseIterable {
  /// As it came for two minutes, ten seconds together for a quarter of an hour, a minute together for an hour, and then
  /// no more.
  case fine
  /// Ten seconds together for two minutes, then a minute together.
  case coarse

  private var steps: [(upTo: Int64, together: Int64)] {
    switch self {
    case .fine:
      [(120_000_000_000, 0), (960_000_000_000, 10_000_000_000), (PastAge.oldest, 60_000_000_000)]
    case .coarse: [(120_000_000_000, 10_000_000_000), (PastAge.oldest, 60_000_000_000)]
    }
  }

  private static let oldest: Int64 = 3_660_000_000_000

  /// Which stretch a moment belongs to as seen from `now`: moments of one stretch are kept as one. nil for what is
  /// too old to keep.
  func stretch(of moment: Moment, from now: Moment) -> Int64? {
    let age = now.nanoseconds &- moment.nanoseconds
    guard let step = steps.first(where: { age <= $0.upTo }) else { return nil }
    return step.together > 0 ? moment.nanoseconds / step.together : moment.nanoseconds
  }

  /// Puts together what belongs to one stretch, coarsely where it would else be more than `most`.
  static func thinned<Point>(
    _ points: [Point], from now: Moment, most: Int, at moment: (Point) -> Moment,
    together: (Point, Point) -> Point?
  ) -> [Point] {
    var kept: [Point] = []
    for age in PastAge.allCases {
      kept = []
      var stretch: Int64?
      for point in points {
        guard let own = age.stretch(of: moment(point), from: now) else { continue }
        if own == stretch, let last = kept.last, let both = together(last, point) {
          kept[kept.count - 1] = both
        } else {
          kept.append(point)
        }
        stretch = own
      }
      if kept.count <= most { break }
    }
    return kept
  }
}
