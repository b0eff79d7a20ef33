import Telemetry

/// The past of one route, for charts: the same columns as those of the instance.
///
/// It reaches as far back as single series are kept, a quarter of an hour.
package struct RoutePast: Sendable {
  package let trail: Trail
  /// Requests since the first step, by status code and step.
  private let codes: [String: [Double]]

  init(_ route: RouteSeries, bounds: [Double], _ history: History, alignedTo whole: Trail) {
    let kinds = Traffic.Class.allCases
    func slots(_ code: RouteSeries.Code) -> [Int] { code.requests.isEmpty ? code.counts : code.requests }
    var groups = kinds.map { kind in
      route.codes.filter { Traffic.Class(status: $0.code) == kind }.flatMap(slots)
    }
    groups += route.slotsByBound(bounds.count)
    let firstCode = groups.count
    groups += route.codes.map(slots)
    var trail = Trail(alignedTo: whole)
    var codes: [String: [Double]] = [:]
    for row in history.running(groups) {
      var step = TrailStep(at: row.at, isGap: row.isGap)
      step.restarted = row.restarted
      let buckets = row.sums[kinds.count..<firstCode]
      // The page's buckets are cumulative over `le`; a step's are not.
      let single = buckets.indices.map { place in
        max(buckets[place] - (place > kinds.count ? buckets[place - 1] : 0), 0)
      }
      step.requests = Array(row.sums.prefix(kinds.count)) + single
      trail.append(step, bounds: bounds)
      for (place, code) in route.codes.enumerated() {
        codes[code.code, default: []].append(row.sums[firstCode + place])
      }
    }
    self.trail = trail
    self.codes = codes
  }

  /// Answers a second with one status code during each column; nil is a gap.
  package func rates(_ code: String, columns: [Trail.Column]) -> [Double?] {
    guard let sums = codes[code] else { return columns.map { _ in nil } }
    return trail.rates(sums, columns: columns)
  }
}
