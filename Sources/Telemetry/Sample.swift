/// One value of a series at one time, in PromQL's own units.
package struct Sample: Sendable, Hashable {
  /// Seconds on whatever clock the series is kept by.
  package var seconds: Double
  package var value: Double

  package init(seconds: Double, value: Double) {
    self.seconds = seconds
    self.value = value
  }

  /// What Prometheus writes where a series ended: a NaN with these very bits.
  package static let staleMarker = Double(bitPattern: 0x7FF0_0000_0000_0002)

  package static func isStale(_ value: Double) -> Bool { value.bitPattern == staleMarker.bitPattern }
}
