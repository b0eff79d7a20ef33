/// The functions that ask which way a gauge is going. Source: promql/functions.go of prometheus 3.14.
extension PromQL {
  /// `idelta`: the difference of the last two samples; nil below two, or where both have one time.
  package static func idelta(_ samples: [Sample]) -> Double? {
    guard samples.count > 1 else { return nil }
    let last = samples[samples.count - 1]
    let before = samples[samples.count - 2]
    return last.seconds > before.seconds ? last.value - before.value : nil
  }

  /// `deriv`: the slope a second of the straight line through the samples; nil below two.
  package static func derivative(_ samples: [Sample]) -> Double? {
    guard samples.count > 1, let first = samples.first else { return nil }
    return line(samples, from: first.seconds).slope
  }

  /// `predict_linear`: where that line will be `ahead` seconds after `at`; nil below two samples.
  package static func predictLinear(_ samples: [Sample], at: Double, ahead: Double) -> Double? {
    guard samples.count > 1 else { return nil }
    let line = line(samples, from: at)
    return line.slope * ahead + line.intercept
  }

  /// The straight line of least squares, its intercept at `origin`. Values that never change have exactly no slope, and
  /// an infinite one has no line. `samples` is not empty.
  private static func line(_ samples: [Sample], from origin: Double) -> (slope: Double, intercept: Double) {
    let first = samples[0].value
    if samples.allSatisfy({ $0.value == first }) {
      return first.isInfinite ? (.nan, .nan) : (0, first)
    }
    var times = Compensated()
    var values = Compensated()
    var products = Compensated()
    var squares = Compensated()
    for sample in samples {
      let time = sample.seconds - origin
      times.add(time)
      values.add(sample.value)
      products.add(time * sample.value)
      squares.add(time * time)
    }
    let count = Double(samples.count)
    let covariance = products.value - times.value * values.value / count
    let variance = squares.value - times.value * times.value / count
    let slope = covariance / variance
    return (slope, values.value / count - slope * times.value / count)
  }
}
