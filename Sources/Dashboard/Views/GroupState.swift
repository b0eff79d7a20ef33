import Drawing
import MPanel

/// The states of a group's instances in a cell of the fleet, the worst first: `✖ 1 of 10 DOWN  ▲ 2 DEGRADED`.
struct GroupState {
  private let states: [(condition: Condition, count: Int)]

  init(_ counts: FleetCounts) { states = counts.worstFirst }

  /// As much as fits: what else is not well goes first, then how many there are in all.
  func spans(width: Int, ascii: Bool) -> [Span] {
    guard let worst = states.first else { return [] }
    let all = states.reduce(0) { $0 + $1.count }
    let lamp = worst.condition.lamp
    func piece(_ text: String, _ of: String) -> [Span] {
      [
        Span("\(lamp.shape) \(text)", lamp.role), Span(of, .faint), Span(" \(lamp.word)", lamp.role),
      ]
    }
    let long = piece("\(worst.count)", " of \(all)")
    let others = states.dropFirst().filter { $0.condition != .up }.map { state in
      [
        Span(
          "  \(state.condition.lamp.shape) \(state.count) \(state.condition.word)", state.condition.lamp.role)
      ]
    }
    let forms =
      others.indices.reversed().map { long + others[...$0].joined() }
      + [long, piece("\(worst.count)", "/\(all)"), piece("\(worst.count)", "")]
    return forms.first { $0.width(ascii: ascii) <= width } ?? forms[forms.count - 1]
  }

  /// The columns of the worst state of a group as large as this in its forms, the longest first. They do not depend on
  /// which states there are, so that columns stay where they are.
  static func widths(_ instances: Int) -> [Int] {
    let digits = "\(instances)".utf8.count
    // That an instance is not answered yet is over soon.
    let word = Condition.allCases.filter { $0 != .connecting }.map(\.word.utf8.count).max() ?? 0
    let least = 2 + digits + 1 + word
    return [least + 2 + word + digits + 8, least + 4 + digits, least + 1 + digits, least]
  }
}
