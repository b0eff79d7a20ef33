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

  package init(_ readings: [Reading]) {
    let current = readings.filter { !$0.isStale }
    let traffic = current.compactMap(\.traffic.value)
    total = traffic.isEmpty ? nil : traffic.reduce(0) { $0 + $1.total }
    let errors = traffic.reduce(0) { $0 + $1.perSecond[Traffic.Class.serverError.rawValue] }
    errorShare = total.flatMap { $0 > 0 ? errors / $0 : nil }
    let queues = current.compactMap(\.queues.value)
    pending = queues.isEmpty ? nil : queues.joined().reduce(0) { $0 + $1.pending }
    let measured = current.filter { $0.latency.value != nil }
    let merged = BucketIncreases.merge(
      measured.compactMap(\.latency.value?.increases),
      weights: measured.map { 1 / max($0.covered.seconds, 0.001) })
    percentiles = merged.map { Latency.percentiles(of: $0.increases) } ?? []
    isCoarser = merged?.isCoarser ?? false
  }
}
