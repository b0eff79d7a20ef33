/// Where an alert of one severity begins, and where it may end: apart, so that a figure that trembles about the one does
/// not reach the other.
package struct AlertThreshold: Sendable, Hashable {
  /// It begins at this figure.
  package var raise: Double
  /// It ends below this one (above it, where low figures are the bad ones).
  package var clear: Double

  package init(_ raise: Double, clear: Double) {
    self.raise = raise
    self.clear = clear
  }

  /// The same distance between both, begun elsewhere.
  package func moved(to raise: Double) -> AlertThreshold {
    AlertThreshold(raise, clear: raise + (clear - self.raise))
  }
}
