import Telemetry

/// What the endpoints of an instance say, side by side: where they contradict each other, one of them misleads.
package struct Testimony: Sendable, Hashable {
  /// The answer of `/api/ready`; nil where it gave none.
  package var isReady: Bool?
  package var reason: String?
  /// When it came.
  package var readyAt: Moment?
  /// The word of `/api/health` where it is a good one. It is a constant of current builds, and so no evidence.
  package var goodHealth: String?
  /// When the process that made the metrics began, and the one that answered `/api/health`, both by the server's own
  /// clock in Unix seconds.
  package var metricsBegan: Double?
  package var healthBegan: Double?
  /// How far the server's clock is ahead of this machine's, in seconds; nil where it sends no date.
  package var clockAhead: Double?

  package init() {}
}
