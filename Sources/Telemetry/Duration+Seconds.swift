extension Duration {
  /// This duration in seconds.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// So many seconds, held within a thousand years: numbers that servers send may be of any size, and a duration may not.
  package static func held(seconds: Double) -> Duration {
    seconds.isNaN ? .zero : .seconds(min(max(seconds, -3.2e10), 3.2e10))
  }

  /// This duration in whole nanoseconds, held within what 64 bits can say.
  package var wholeNanoseconds: Int64 {
    let (whole, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return components.seconds < 0 ? .min / 2 : .max / 2 }
    return whole &+ components.attoseconds / 1_000_000_000
  }
}
