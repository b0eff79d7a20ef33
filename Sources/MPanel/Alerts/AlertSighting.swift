/// What one look gives an alert's rule: a figure, of what, and in which words a finding says it.
package struct AlertSighting: Sendable, Hashable {
  /// Which breaker, queue or series; empty where there is but one.
  package var subject: String
  package var value: Double
  /// `pool 85 %`, `stripe OPEN`.
  package var words: String

  package init(_ subject: String = "", value: Double, words: String) {
    self.subject = subject
    self.value = value
    self.words = words
  }
}
