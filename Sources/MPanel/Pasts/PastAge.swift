import Telemetry

/// How fine the past is kept: as it came for two minutes, ten seconds together for a quarter of an hour, a minute
/// together for an hour, and then no more. A few hundred numbers hold the hour of one series.
struct PastAge {
  private static let steps: [(upTo: Int64, together: Int64)] = [
    (120_000_000_000, 0), (960_000_000_000, 10_000_000_000), (3_660_000_000_000, 60_000_000_000),
  ]

  /// Which stretch a moment belongs to as seen from `now`: moments of one stretch are kept as one. nil for what is
  /// too old to keep.
  static func stretch(of moment: Moment, from now: Moment) -> Int64? {
    let age = now.nanoseconds &- moment.nanoseconds
    guard let step = steps.first(where: { age <= $0.upTo }) else { return nil }
    return step.together > 0 ? moment.nanoseconds / step.together : moment.nanoseconds
  }
}
