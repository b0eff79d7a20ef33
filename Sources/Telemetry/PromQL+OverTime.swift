/// The functions that look at the values in a range without asking whether they count. Like all of ``PromQL`` they take
/// the samples of `(at - range, at]` without stale markers. Source: promql/functions.go of prometheus 3.14.
extension PromQL {
  /// `sum_over_time`; nil without samples. Infinities win over the carried error.
  package static func sumOverTime(_ samples: [Sample]) -> Double? {
    guard !samples.isEmpty else { return nil }
    var sum = Compensated()
    for sample in samples { sum.add(sample.value) }
    return sum.sum.isInfinite ? sum.sum : sum.value
  }

  /// `avg_over_time`; nil without samples. Where the sum overflows, the mean goes on by increments.
  package static func averageOverTime(_ samples: [Sample]) -> Double? {
    guard !samples.isEmpty else { return nil }
    var sum = Compensated()
    var mean: Compensated?
    var count = 0.0
    for sample in samples {
      count += 1
      if mean == nil {
        var next = sum
        next.add(sample.value)
        if count == 1 || !next.sum.isInfinite {
          sum = next
          continue
        }
        mean = Compensated(sum.sum / (count - 1), error: sum.error / (count - 1))
      }
      guard let before = mean else { continue }
      let weight = (count - 1) / count
      var next = Compensated(weight * before.sum, error: weight * before.error)
      next.add(sample.value / count)
      mean = next
    }
    return mean?.value ?? (sum.sum / count + sum.error / count)
  }

  /// `count_over_time`; nil without samples.
  package static func countOverTime(_ samples: [Sample]) -> Double? {
    samples.isEmpty ? nil : Double(samples.count)
  }

  /// `min_over_time`; NaN only where all values are. nil without samples.
  package static func minOverTime(_ samples: [Sample]) -> Double? { extreme(samples, <) }

  /// `max_over_time`; NaN only where all values are. nil without samples.
  package static func maxOverTime(_ samples: [Sample]) -> Double? { extreme(samples, >) }

  private static func extreme(_ samples: [Sample], _ beats: (Double, Double) -> Bool) -> Double? {
    guard var best = samples.first?.value else { return nil }
    for sample in samples where best.isNaN || beats(sample.value, best) { best = sample.value }
    return best
  }

  /// `stdvar_over_time`: the variance of the values as a population, by Welford's method; nil without samples.
  package static func varianceOverTime(_ samples: [Sample]) -> Double? {
    guard !samples.isEmpty else { return nil }
    var mean = Compensated()
    var squares = Compensated()
    var count = 0.0
    for sample in samples {
      count += 1
      let difference = sample.value - mean.value
      mean.add(difference / count)
      squares.add(difference * (sample.value - mean.value))
    }
    return squares.value / count
  }

  /// `stddev_over_time`: the square root of ``varianceOverTime(_:)``.
  package static func deviationOverTime(_ samples: [Sample]) -> Double? {
    varianceOverTime(samples)?.squareRoot()
  }

  /// `quantile_over_time`: between the two values nearest to rank q · (n - 1), by distance. -Inf below 0, +Inf above 1,
  /// NaN for NaN; nil without samples.
  package static func quantileOverTime(_ quantile: Double, _ samples: [Sample]) -> Double? {
    samples.isEmpty ? nil : self.quantile(quantile, of: samples.map(\.value))
  }

  /// `mad_over_time`: the median of the distances from the median; nil without samples.
  package static func medianDeviationOverTime(_ samples: [Sample]) -> Double? {
    guard !samples.isEmpty else { return nil }
    let median = quantile(0.5, of: samples.map(\.value))
    return quantile(0.5, of: samples.map { abs($0.value - median) })
  }

  /// A quantile of values, NaN being the least. `values` is not empty.
  private static func quantile(_ quantile: Double, of values: [Double]) -> Double {
    if quantile.isNaN { return .nan }
    if quantile < 0 { return -.infinity }
    if quantile > 1 { return .infinity }
    let sorted = values.sorted { $0.isNaN ? !$1.isNaN : $0 < $1 }
    let rank = quantile * Double(sorted.count - 1)
    let lower = min(Int(rank.rounded(.down)), sorted.count - 1)
    let upper = min(lower + 1, sorted.count - 1)
    let weight = rank - rank.rounded(.down)
    return sorted[lower] * (1 - weight) + sorted[upper] * weight
  }

  /// `first_over_time`; nil without samples.
  package static func firstOverTime(_ samples: [Sample]) -> Double? { samples.first?.value }

  /// `last_over_time`; nil without samples.
  package static func lastOverTime(_ samples: [Sample]) -> Double? { samples.last?.value }

  /// `ts_of_first_over_time`, seconds; nil without samples.
  package static func timeOfFirst(_ samples: [Sample]) -> Double? { samples.first?.seconds }

  /// `ts_of_last_over_time`, seconds; nil without samples.
  package static func timeOfLast(_ samples: [Sample]) -> Double? { samples.last?.seconds }

  /// `present_over_time`: 1 where there is any sample, else nil.
  package static func presentOverTime(_ samples: [Sample]) -> Double? { samples.isEmpty ? nil : 1 }

  /// `absent_over_time`: 1 where there is no sample, else nil.
  package static func absentOverTime(_ samples: [Sample]) -> Double? { samples.isEmpty ? 1 : nil }
}
