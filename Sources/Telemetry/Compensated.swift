/// A sum that carries the rounding error of each addition along (Kahan and Babuška, as Neumaier improved them): what
/// PromQL adds up with. Source: promql/functions.go of prometheus 3.14, `kahanSumInc`.
struct Compensated {
  private(set) var sum = 0.0
  private(set) var error = 0.0

  init(_ sum: Double = 0, error: Double = 0) {
    self.sum = sum
    self.error = error
  }

  var value: Double { sum + error }

  mutating func add(_ increment: Double) {
    let total = sum + increment
    if total.isInfinite {
      error = 0
    } else if abs(sum) >= abs(increment) {
      error += (sum - total) + increment
    } else {
      error += (increment - total) + sum
    }
    sum = total
  }
}
