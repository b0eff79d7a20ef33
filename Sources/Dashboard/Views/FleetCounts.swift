import Drawing
import MPanel

/// How many instances are in each state, the worst first: what a header and a row of sums say of hundreds.
struct FleetCounts: Sendable, Equatable {
  private var counts: [Condition: Int] = [:]

  init(_ briefs: some Sequence<Brief>) {
    for brief in briefs { counts[brief.standing.condition, default: 0] += 1 }
  }

  /// One instance is in another state now.
  mutating func move(from old: Condition, to new: Condition) {
    let left = (counts[old] ?? 0) - 1
    counts[old] = left > 0 ? left : nil
    counts[new, default: 0] += 1
  }

  subscript(condition: Condition) -> Int { counts[condition] ?? 0 }

  /// A piece a state; without the words, by which states of one shape are told apart, a piece a shape.
  func pieces(withWords: Bool = true) -> [[Span]] { withWords ? states() : shapes() }

  private func shapes() -> [[Span]] {
    var sums: [(lamp: Lamp, count: Int)] = []
    for (condition, count) in counts.sorted(by: { $0.key > $1.key }) {
      let lamp = condition.lamp
      if let place = sums.firstIndex(where: { $0.lamp.shape == lamp.shape && $0.lamp.role == lamp.role }) {
        sums[place].count += count
      } else {
        sums.append((lamp, count))
      }
    }
    return sums.map { [Span("\($0.lamp.shape) \($0.count)", $0.lamp.role)] }
  }

  private func states() -> [[Span]] {
    worstFirst.map { condition, count in
      let lamp = condition.lamp
      return [
        Span("\(lamp.shape) \(count)", lamp.role), Span(" \(lamp.word)", lamp.role),
      ]
    }
  }

  /// Each state that an instance is in, the worst first.
  var worstFirst: [(condition: Condition, count: Int)] {
    counts.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
  }
}
