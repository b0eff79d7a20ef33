import Telemetry

/// The condition of an instance, why, and since when.
package struct Standing: Sendable, Hashable {
  package var condition: Condition
  /// In words; empty for ``Condition/up``.
  package var reason: String
  package var since: Moment
}
