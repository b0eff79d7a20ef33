import Glibc

/// How values become heights.
package struct Scale: Sendable {
  package var lower: Double
  package var upper: Double
  package var isLogarithmic: Bool

  package init(lower: Double, upper: Double, isLogarithmic: Bool = false) {
    self.lower = lower
    self.upper = upper
    self.isLogarithmic = isLogarithmic
  }

  /// Where a value lies, 0…1; what is outside is held at the edge, and no number is at the bottom.
  package func share(of value: Double) -> Double {
    guard !value.isNaN, upper > lower else { return 0 }
    if isLogarithmic, lower > 0 {
      guard value > lower else { return 0 }
      return min(log(min(value, upper) / lower) / log(upper / lower), 1)
    }
    return min(max((value - lower) / (upper - lower), 0), 1)
  }

  /// The next of 1, 2, 5, 10, … at or above a value: a round end for a scale. At least `least`.
  package static func roundUp(_ value: Double, least: Double = 1) -> Double {
    guard value.isFinite, value > least else { return least }
    let decade = pow(10, floor(log10(value)))
    for step in [1.0, 2, 5, 10] where value <= step * decade * 1.000_001 { return step * decade }
    return 10 * decade
  }

  /// The power of ten at or below a positive value; 1 for anything else.
  package static func decadeBelow(_ value: Double) -> Double {
    value.isFinite && value > 0 ? pow(10, floor(log10(value))) : 1
  }
}
