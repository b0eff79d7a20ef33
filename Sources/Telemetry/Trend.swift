/// Which way a gauge is going: the slope of a straight line through its samples.
package struct Trend: Sendable, Hashable {
  package var perMinute: Double

  /// The slope by least squares; nil below five samples, where they span less than half of `window`, or where the
  /// line explains less than half of what the samples vary by: noise has no direction.
  package init?(_ samples: [Sample], window: Double) {
    guard samples.count >= 5, let first = samples.first, let last = samples.last,
      last.seconds - first.seconds >= window / 2
    else { return nil }
    let count = Double(samples.count)
    let meanTime = samples.reduce(0) { $0 + $1.seconds } / count
    let meanValue = samples.reduce(0) { $0 + $1.value } / count
    var varianceOfTime = 0.0
    var varianceOfValue = 0.0
    var covariance = 0.0
    for sample in samples {
      let time = sample.seconds - meanTime
      let value = sample.value - meanValue
      varianceOfTime += time * time
      varianceOfValue += value * value
      covariance += time * value
    }
    guard varianceOfTime > 0, varianceOfValue.isFinite else { return nil }
    if varianceOfValue == 0 {
      perMinute = 0
      return
    }
    guard covariance * covariance / (varianceOfTime * varianceOfValue) >= 0.5 else { return nil }
    perMinute = covariance / varianceOfTime * 60
  }
}
