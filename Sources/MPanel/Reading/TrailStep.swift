import Telemetry

/// What one scrape adds to the charts: a few dozen numbers kept of a page of hundreds.
package struct TrailStep: Sendable, Hashable {
  package var at: Moment
  /// Whether the scrape failed.
  package var isGap: Bool
  /// Whether the process had been restarted since the step before.
  package var restarted: Bool
  /// Requests since the first step, resets adjusted: by class in the order of ``Traffic/Class``, then in each bucket
  /// (not cumulative over buckets). One array, since a step is kept for an hour. Empty where nothing can be counted.
  package var requests: [Double]
  /// Active connections over the most allowed, 0…1.
  package var saturation: Double?
  /// Pending jobs, by the queue's place in the trail's names; NaN where it was not there.
  package var pending: [Float]
  /// States, by the breaker's place in the trail's names.
  package var breakers: [BreakerState?]

  package init(at: Moment, isGap: Bool = false) {
    self.at = at
    self.isGap = isGap
    restarted = false
    requests = []
    pending = []
    breakers = []
  }

  package static let classCount = Traffic.Class.allCases.count

  /// Requests of one class; nil where none were counted.
  func count(of kind: Traffic.Class) -> Double? {
    kind.rawValue < requests.count ? requests[kind.rawValue] : nil
  }

  /// Requests in each bucket.
  var buckets: ArraySlice<Double> { requests.dropFirst(TrailStep.classCount) }
}
