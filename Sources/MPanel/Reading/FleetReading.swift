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
    let current = briefs.filter { !$0.isStale(at: moment) }
    let rates = current.compactMap(\.perSecond)
    total = rates.isEmpty ? nil : rates.reduce(0, +)
    let errors = current.reduce(0) { $0 + ($1.errorsPerSecond ?? 0) }
    errorShare = total.flatMap { $0 > 0 ? errors / $0 : nil }
    let queues = current.compactMap(\.pending)
    pending = queues.isEmpty ? nil : queues.reduce(0, +)
    var increases: [BucketIncreases] = []
    var weights: [Double] = []
    for brief in current {
      guard let one = brief.increases else { continue }
      increases.append(one)
      weights.append(1 / max(brief.covered.seconds, 0.001))
    }
    let merged = BucketIncreases.merge(increases, weights: weights)
    percentiles = merged.map { Latency.percentiles(of: $0.increases) } ?? []
    isCoarser = merged?.isCoarser ?? false
  }
}
