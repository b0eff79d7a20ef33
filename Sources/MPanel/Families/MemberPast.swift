import Telemetry

/// The past of some series of a family for charts, in the columns of the instance's other charts.
package struct MemberPast: Sendable {
  package let trail: Trail
  private let kind: FamilySeries.Kind
  /// Running counts by step.
  private let counts: [Double]
  /// Levels by step: the value of a gauge, the quantiles of a summary.
  private let levels: [[Double?]]

  init(_ member: FamilySeries.Member, _ family: FamilySeries, _ history: History, alignedTo whole: Trail) {
    kind = family.kind
    let groups = family.kind == .level ? [] : [member.slots] + member.buckets
    var trail = Trail(alignedTo: whole)
    var counts: [Double] = []
    for row in history.running(groups) {
      var step = TrailStep(at: row.at, isGap: row.isGap)
      step.restarted = row.restarted
      let buckets = row.sums.dropFirst()
      // The page's buckets are cumulative over `le`; a step's are not.
      let single = buckets.indices.map {
        max(buckets[$0] - ($0 > buckets.startIndex ? buckets[$0 - 1] : 0), 0)
      }
      step.requests = [Double](repeating: 0, count: TrailStep.classCount) + single
      trail.append(step, bounds: family.bounds)
      counts.append(row.sums.first ?? 0)
    }
    self.trail = trail
    self.counts = counts
    switch family.kind {
    case .level: levels = history.levels([member.slots])
    case .summary: levels = history.levels(member.quantiles.map { $0.map { [$0] } ?? [] })
    case .counter, .histogram: levels = []
    }
  }

  /// How many charts there are of levels.
  package var levelCount: Int { levels.first?.count ?? 0 }

  /// The value at each column's end; nil is a gap.
  package func level(_ place: Int, columns: [Trail.Column]) -> [Double?] {
    columns.map { column in
      guard let last = column.last, last < levels.count, place < levels[last].count else { return nil }
      return levels[last][place]
    }
  }

  /// A second, during each column; nil is a gap.
  package func rates(columns: [Trail.Column]) -> [Double?] { trail.rates(counts, columns: columns) }
}
