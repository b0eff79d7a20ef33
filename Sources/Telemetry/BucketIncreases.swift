/// The observations of a histogram in a window, by bucket: cumulative counts with their upper bounds.
package struct BucketIncreases: Sendable, Hashable {
  /// Ascending and distinct; the last has to be infinite for a quantile to exist.
  package private(set) var bounds: [Double]
  /// Observations at or below each bound.
  package private(set) var cumulative: [Double]
  /// Whether counts fell from one bucket to a wider one by more than rounding, and were levelled upwards.
  package private(set) var wasForcedMonotonic = false

  /// What a quantile is, and how exactly it is known.
  package struct Quantile: Sendable, Hashable {
    package var value: Double
    /// The bucket in which the rank lies: more than `lower`, at most `upper`.
    package var lower: Double
    package var upper: Double
  }

  /// Buckets of equal bounds (`1`, `1.0`, `1e0`) are added up, as Prometheus does.
  package init(bounds: [Double], cumulative: [Double]) {
    let pairs = zip(bounds, cumulative).filter { !$0.0.isNaN }.sorted { $0.0 < $1.0 }
    self.bounds = []
    self.cumulative = []
    for (bound, count) in pairs {
      if let last = self.bounds.last, last == bound {
        self.cumulative[self.cumulative.count - 1] += count
      } else {
        self.bounds.append(bound)
        self.cumulative.append(count)
      }
    }
    makeMonotonic()
  }

  /// Differences that are rounding (a relative 1e-12) are ignored; real falls are levelled to the greatest before.
  private mutating func makeMonotonic() {
    guard var previous = cumulative.first else { return }
    for index in cumulative.indices.dropFirst() {
      let current = cumulative[index]
      if current == previous { continue }
      if Self.isNearlySame(previous, current) {
        cumulative[index] = previous
        continue
      }
      if current < previous {
        cumulative[index] = previous
        wasForcedMonotonic = true
        continue
      }
      previous = current
    }
  }

  private static func isNearlySame(_ left: Double, _ right: Double) -> Bool {
    let difference = abs(left - right)
    let sum = abs(left) + abs(right)
    if left == 0 || right == 0 || sum < Double.leastNormalMagnitude {
      return difference < 1e-12 * Double.leastNormalMagnitude
    }
    return difference / min(sum, Double.greatestFiniteMagnitude) < 1e-12
  }

  /// All observations; 0 where there is no infinite bucket.
  package var count: Double { bounds.last == .infinity ? cumulative[cumulative.count - 1] : 0 }

  /// `histogram_quantile`: the value below which a share `quantile` of the observations lies, interpolated linearly
  /// in its bucket. A rank in the infinite bucket gives the highest finite bound, with `upper` infinite.
  ///
  /// nil where there is nothing to say: no infinite bucket, fewer than two buckets, no observation, or a quantile
  /// outside of 0…1 (PromQL's NaN and ±Inf are ``promQLQuantile(_:)``). Source: promql/quantile.go.
  package func quantile(_ quantile: Double) -> Quantile? {
    guard quantile >= 0, quantile <= 1, count > 0, let found = interpolated(quantile), found.value.isFinite
    else { return nil }
    return found
  }

  /// The rank's place, whatever the counts are: they may be negative or no numbers. nil without two buckets, an infinite
  /// one, or observations.
  private func interpolated(_ quantile: Double) -> Quantile? {
    guard bounds.count > 1, bounds.last == .infinity, count != 0 else { return nil }
    let rank = quantile * count
    // Prometheus halves the range. The counts rise, but for those that are no numbers: there it matters how one looks.
    var place = 0
    var end = bounds.count - 1
    while place < end {
      let middle = (place + end) / 2
      if cumulative[middle] >= rank { end = middle } else { place = middle + 1 }
    }
    if place == bounds.count - 1 {
      let highest = bounds[bounds.count - 2]
      return Quantile(value: highest, lower: highest, upper: .infinity)
    }
    let upper = bounds[place]
    if place == 0, upper <= 0 { return Quantile(value: upper, lower: -.infinity, upper: upper) }
    let lower = place > 0 ? bounds[place - 1] : 0
    let below = place > 0 ? cumulative[place - 1] : 0
    let value = lower + (upper - lower) * ((rank - below) / (cumulative[place] - below))
    return Quantile(value: value, lower: lower, upper: upper)
  }

  /// The very number that PromQL gives, with its NaN and infinities for what has no answer.
  package func promQLQuantile(_ quantile: Double) -> Double {
    if quantile.isNaN { return .nan }
    if quantile < 0 { return -.infinity }
    if quantile > 1 { return .infinity }
    return interpolated(quantile)?.value ?? .nan
  }
}
