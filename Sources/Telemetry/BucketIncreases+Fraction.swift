extension BucketIncreases {
  /// `histogram_fraction`: the share of the observations between `lower` and `upper`, interpolated linearly in the
  /// buckets where these lie. Nothing is interpolated in a bucket without an end.
  ///
  /// NaN without observations, without an infinite bucket, or where a bound is NaN. Source: promql/quantile.go of
  /// prometheus 3.14, `BucketFraction`.
  package func fraction(from lower: Double, to upper: Double) -> Double {
    guard bounds.last == .infinity, count != 0, !lower.isNaN, !upper.isNaN else { return .nan }
    if lower >= upper { return 0 }
    let below = min(observations(upTo: lower), count)
    let through = min(observations(upTo: upper), count)
    return (through - below) / count
  }

  /// How many observations are at or below a value.
  private func observations(upTo value: Double) -> Double {
    var before = 0.0
    for (place, bound) in bounds.enumerated() {
      let start = place > 0 ? bounds[place - 1] : bound > 0 ? 0 : -.infinity
      if start >= value { return before }
      if bound > value {
        guard start.isFinite else { return cumulative[place] }
        return before + (cumulative[place] - before) * (value - start) / (bound - start)
      }
      before = cumulative[place]
    }
    return count
  }
}
