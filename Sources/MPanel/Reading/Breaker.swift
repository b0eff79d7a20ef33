import Telemetry

/// A circuit breaker of an mPanel.
package struct Breaker: Sendable, Hashable {
  package var name: String
  /// nil where the number is one that no convention knows; it is then in ``unknownValue``.
  package var state: BreakerState?
  package var unknownValue: Double?
  /// Words beside the state, such as the limit that is reached.
  package var detail: String?
  /// How long it has been in this state as far as mptop has seen.
  package var lasting: Duration
  /// Whether the state's beginning was seen; where not, it has lasted at least ``lasting``.
  package var sawBeginning: Bool
  /// When the next call may probe, by mPanel's documented settings; zero when it is due; nil where not known.
  package var probeIn: Duration?
  /// How often it opened within what mptop has seen of the window.
  package var trips: Int
}
