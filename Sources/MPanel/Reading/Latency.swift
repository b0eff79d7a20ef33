import Telemetry

/// How long requests took in the window, by the increases of the histogram's buckets.
package struct Latency: Sendable, Hashable {
  /// p50, p90, p95 and p99, in this order.
  package var percentiles: [Percentile]
  /// Seconds a request took on average; nil where the sum is not exported or fell (a clock step lowers it).
  package var mean: Double?
  /// How many requests it rests on, extrapolated to the whole window as PromQL's `increase` does.
  package var requests: Double
  /// The observations in the window by bucket, from which all of this comes.
  package var increases: BucketIncreases

  /// The upper bounds of the buckets, ascending, the last being infinite.
  package var bounds: [Double] { increases.bounds }

  package static let quantiles = [0.5, 0.9, 0.95, 0.99]

  /// The percentiles of ``quantiles``; fewer where there is nothing to say.
  package static func percentiles(of increases: BucketIncreases) -> [Percentile] {
    quantiles.compactMap { quantile in
      increases.quantile(quantile).map {
        Percentile(quantile: quantile, seconds: $0.value, lower: $0.lower, upper: $0.upper)
      }
    }
  }
}

/// `histogram_quantile(q, sum by (le) (rate(…_bucket[window])))`.
package struct Percentile: Sendable, Hashable {
  package var quantile: Double
  /// Seconds, interpolated in its bucket; where the rank lies in +Inf, the highest finite bound.
  package var seconds: Double
  /// The bucket in which the rank lies: all that is really known.
  package var lower: Double
  package var upper: Double
  /// Whether the rank lies above the highest finite bound, so that only "more than" can be said.
  package var isBeyond: Bool { upper == .infinity }

  package init(quantile: Double, seconds: Double, lower: Double, upper: Double) {
    self.quantile = quantile
    self.seconds = seconds
    self.lower = lower
    self.upper = upper
  }

  /// `p99`, `p99.9`.
  package var name: String {
    let percent = quantile * 100
    let whole = percent.rounded()
    return abs(percent - whole) < 1e-9 ? "p\(saturating(whole))" : "p\((percent * 10).rounded() / 10)"
  }
}

/// `value` as an integer, held within its range; 0 for NaN. A bare `Int(value)` is a crash on what servers send.
package func saturating(_ value: Double) -> Int {
  if value.isNaN { return 0 }
  return Int(exactly: value.rounded()) ?? (value > 0 ? .max : .min)
}
