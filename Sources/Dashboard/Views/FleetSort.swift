import MPanel

/// What the rows of the fleet are sorted by. `o` goes through them; `I` turns the order round.
package enum FleetSort: String, Sendable, CaseIterable {
  case worst, name, requests, errors, p99, pool, queued

  /// As the frame's title names it.
  var words: String {
    switch self {
    case .worst: "worst first"
    case .name: "by name"
    case .requests: "most requests first"
    case .errors: "most errors first"
    case .p99: "slowest first"
    case .pool: "fullest pool first"
    case .queued: "longest queues first"
    }
  }

  /// The places of the readings in the order of the rows. Where two are equal, or neither is known, they stay as they
  /// were named; what is not known comes last.
  package func order(of readings: [Reading], isReversed: Bool = false) -> [Int] {
    let sorted = readings.indices.sorted { left, right in
      precedes(readings[left], readings[right]) ?? (left < right)
    }
    return isReversed ? sorted.reversed() : sorted
  }

  private func precedes(_ left: Reading, _ right: Reading) -> Bool? {
    switch self {
    case .worst:
      if left.standing.condition != right.standing.condition {
        return left.standing.condition > right.standing.condition
      }
      // A share below the limit is noise that would make rows jump.
      return larger(left, right) { ($0.traffic.value?.errorShare ?? 0) >= Judgement.errorShareLimit ? 1 : 0 }
    case .name: return left.target.name == right.target.name ? nil : left.target.name < right.target.name
    case .requests: return larger(left, right) { $0.traffic.value?.total }
    case .errors: return larger(left, right) { $0.traffic.value?.errorShare }
    case .p99: return larger(left, right) { $0.latency.value?.percentiles.last?.seconds }
    case .pool: return larger(left, right) { $0.pool.value?.saturation }
    case .queued: return larger(left, right) { $0.queues.value.map { $0.reduce(0) { $0 + $1.pending } } }
    }
  }

  private func larger(_ left: Reading, _ right: Reading, _ figure: (Reading) -> Double?) -> Bool? {
    let (first, second) = (figure(left) ?? -.infinity, figure(right) ?? -.infinity)
    return first == second ? nil : first > second
  }
}
