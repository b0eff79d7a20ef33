/// Waiting twice as long after each failure.
package struct Backoff: Sendable {
  package let firstSeconds: Double
  package let mostSeconds: Double
  package let attempts: Int

  package init(firstSeconds: Double = 1, mostSeconds: Double = 30, attempts: Int = 5) {
    self.firstSeconds = firstSeconds
    self.mostSeconds = mostSeconds
    self.attempts = attempts
  }

  /// How long to wait after failure number `failure` (from 1); nil where it is time to give up.
  package func wait(afterFailure failure: Int) -> Double? {
    guard failure >= 1, failure < attempts else { return nil }
    var seconds = firstSeconds
    for _ in 1..<failure where seconds < mostSeconds { seconds *= 2 }
    return min(seconds, mostSeconds)
  }
}
