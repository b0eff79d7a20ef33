import Glibc
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

  /// The places of the briefs in the order of the rows. Where two are equal, or neither is known, they stay as they
  /// were named; what is not known comes last.
  package func order(of briefs: [Brief], isReversed: Bool = false) -> [Int] {
    let sorted: [Int]
    if self == .name {
      sorted = briefs.indices.sorted {
        let (left, right) = (briefs[$0].target.name, briefs[$1].target.name)
        return left == right ? $0 < $1 : left < right
      }
    } else {
      let keys = briefs.map(key)
      sorted = briefs.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
    }
    return isReversed ? sorted.reversed() : sorted
  }

  /// The largest comes first.
  private func key(_ brief: Brief) -> (Double, Double, Double) {
    switch self {
    case .worst: (Double(brief.standing.condition.rawValue), errors(brief), volume(brief))
    case .name: (0, 0, 0)
    case .requests: (brief.perSecond ?? -1, 0, 0)
    case .errors: (brief.errorShare ?? -1, 0, 0)
    case .p99: (brief.p99 ?? -1, 0, 0)
    case .pool: (brief.saturation ?? -1, 0, 0)
    case .queued: (brief.pending ?? -1, 0, 0)
    }
  }

  /// Whole percents; a share that is no alert is noise that would make rows jump.
  private func errors(_ brief: Brief) -> Double {
    guard let share = brief.errorShare, brief.isFailing else { return 0 }
    return (share * 100).rounded()
  }

  /// Steps of four times as many, so that rows do not change places with every request.
  private func volume(_ brief: Brief) -> Double {
    brief.perSecond.map { (log2(max($0, 0.25)) / 2).rounded(.down) } ?? -2
  }
}
