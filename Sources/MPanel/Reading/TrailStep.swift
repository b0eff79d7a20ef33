import Telemetry

/// What one scrape adds to the charts: a few dozen numbers kept of a page of hundreds.
package struct TrailStep: Sendable, Hashable {
  package var at: Moment
  /// Whether the scrape failed, or is one between which and its predecessor nothing can be counted.
  package var isGap: Bool
  /// Whether the process had been restarted since the step before.
  package var restarted: Bool
  /// Requests in each bucket (not cumulative over buckets) since the first step, resets adjusted.
  package var buckets: [Double]
  /// Requests by class since the first step, in the order of ``Traffic/Class``, resets adjusted.
  package var classes: [Double]
  package var poolActive: Double?
  /// Active connections over the most allowed, 0…1.
  package var saturation: Double?
  /// Pending jobs by the queue's name.
  package var pending: [String: Double]
  package var breakers: [String: BreakerState]

  package init(at: Moment, isGap: Bool = false) {
    self.at = at
    self.isGap = isGap
    restarted = false
    buckets = []
    classes = []
    pending = [:]
    breakers = [:]
  }
}
