/// The functions of PromQL over the samples of one series, as Prometheus 3 defines them.
///
/// All take samples in ascending time, from which stale markers were removed, that lie in the range
/// `(at - range, at]`: open on the left since Prometheus 3.0. Source: promql/functions.go of prometheus 3.14.
package enum PromQL {
  /// The part of ascending samples that lies in `(at - range, at]`, without stale markers.
  ///
  /// Times are compared to the microsecond, so that decimal times lie where they say: 4 s less 2.003 s is 1.997 s.
  package static func window(_ samples: [Sample], at: Double, range: Double) -> [Sample] {
    let end = microseconds(at)
    let start = end - microseconds(range)
    return samples.filter { sample in
      let time = microseconds(sample.seconds)
      return time > start && time <= end && !Sample.isStale(sample.value)
    }
  }

  /// Whole, but as a number that cannot overflow.
  private static func microseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() }

  /// How much a counter rose over the range, extrapolated to the range's ends; nil below two samples.
  ///
  /// Each fall is a reset, before which the counter had risen to the value it fell from. The ends are extrapolated by
  /// the distance to the range's edge where that is less than 1.1 of the average distance between samples, else by
  /// half of that average; at the start never further than to where the counter would have been zero.
  package static func increase(_ samples: [Sample], at: Double, range: Double) -> Double? {
    extrapolated(samples, at: at, range: range, isCounter: true)
  }

  /// ``increase(_:at:range:)`` a second.
  package static func rate(_ samples: [Sample], at: Double, range: Double) -> Double? {
    increase(samples, at: at, range: range).map { $0 / range }
  }

  /// The difference of a gauge over the range, extrapolated likewise; nil below two samples.
  package static func delta(_ samples: [Sample], at: Double, range: Double) -> Double? {
    extrapolated(samples, at: at, range: range, isCounter: false)
  }

  private static func extrapolated(
    _ samples: [Sample], at: Double, range: Double, isCounter: Bool
  ) -> Double? {
    guard samples.count > 1, let first = samples.first, let last = samples.last else { return nil }
    var difference = last.value - first.value
    if isCounter {
      var previous = first.value
      for sample in samples.dropFirst() {
        if sample.value < previous { difference += previous }
        previous = sample.value
      }
    }
    return difference
      * factor(
        count: samples.count, first: first.seconds, last: last.seconds, firstValue: first.value,
        difference: difference, at: at, range: range, isCounter: isCounter)
  }

  /// By what a raw difference is multiplied to stand for the whole range.
  package static func factor(
    count: Int, first: Double, last: Double, firstValue: Double, difference: Double, at: Double,
    range: Double,
    isCounter: Bool
  ) -> Double {
    let span = last - first
    let average = span / Double(count - 1)
    let threshold = average * 1.1
    var start = first - (at - range)
    var end = at - last
    if start >= threshold { start = average / 2 }
    if isCounter, difference > 0, firstValue >= 0 {
      start = min(start, span * (firstValue / difference))
    }
    if end >= threshold { end = average / 2 }
    return (span + start + end) / span
  }

  /// The rate between the last two samples; after a reset the new value counts from zero. nil below two samples or
  /// where both have one time.
  package static func irate(_ samples: [Sample]) -> Double? {
    guard samples.count > 1 else { return nil }
    let last = samples[samples.count - 1]
    let before = samples[samples.count - 2]
    let seconds = last.seconds - before.seconds
    guard seconds > 0 else { return nil }
    return (last.value < before.value ? last.value : last.value - before.value) / seconds
  }

  /// How often a counter fell; nil without samples.
  package static func resets(_ samples: [Sample]) -> Double? {
    guard !samples.isEmpty else { return nil }
    return Double(zip(samples, samples.dropFirst()).count { $1.value < $0.value })
  }

  /// How often the value changed; NaN after NaN is no change. nil without samples.
  package static func changes(_ samples: [Sample]) -> Double? {
    guard !samples.isEmpty else { return nil }
    return Double(
      zip(samples, samples.dropFirst()).count {
        $1.value != $0.value && !($1.value.isNaN && $0.value.isNaN)
      })
  }

  /// The newest sample within the look-back before `at`, unless it is a stale marker.
  package static func instant(_ samples: [Sample], at: Double, lookback: Double = 300) -> Double? {
    guard let last = samples.last(where: { $0.seconds <= at }), last.seconds > at - lookback,
      !Sample.isStale(last.value)
    else { return nil }
    return last.value
  }
}
