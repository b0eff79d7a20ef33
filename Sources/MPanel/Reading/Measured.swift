/// A value, or the reason why there is none.
package typealias Measured<Value> = Result<Value, Absence>

extension Result where Failure == Absence {
  package var value: Success? { try? get() }

  package var absence: Absence? {
    if case .failure(let absence) = self { absence } else { nil }
  }
}
