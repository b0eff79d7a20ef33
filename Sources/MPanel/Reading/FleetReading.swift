import Telemetry

/// What several instances come to together, of those whose figures are of now.
package struct FleetReading: Sendable {
  /// Requests a second; nil where no instance tells.
  package var total: Double?
  /// Server errors among all requests, 0…1; nil without traffic.
  package var errorShare: Double?
  /// Over the summed buckets of all; empty without traffic.
  package var percentiles: [Percentile]
  /// Whether bucket layouts differ, so that percentiles rest on the bounds that all have.
  package var isCoarser: Bool
  package var pending: Double?

  package init(_ briefs: [Brief], at moment: Moment) {
    self.init(briefs, places: briefs.indices, at: moment)
  }

  /// Of the briefs at these places, in one pass: there may be ten thousand, and this is done for every frame.
  package init(_ briefs: [Brief], places: some Sequence<Int>, at moment: Moment) {
    var (total, pending): (Double?, Double?)
    var errors = 0.0
    var histograms = BucketSums()
    // Looked at where they lie: a copy of each would take longer than the sums.
    briefs.withUnsafeBufferPointer { briefs in
      for place in places where !briefs[place].isStale(at: moment) {
        if let rate = briefs[place].perSecond {
          total = (total ?? 0) + rate
          errors += briefs[place].errorsPerSecond ?? 0
        }
        if let jobs = briefs[place].pending { pending = (pending ?? 0) + jobs }
        if let increases = briefs[place].increases {
          histograms.add(increases, weight: 1 / max(briefs[place].covered.seconds, 0.001))
        }
      }
    }
    self.total = total
    self.pending = pending
    errorShare = total.flatMap { $0 > 0 ? errors / $0 : nil }
    let merged = histograms.merged
    percentiles = merged.map { Latency.percentiles(of: $0.increases) } ?? []
    isCoarser = merged?.isCoarser ?? false
  }
}
