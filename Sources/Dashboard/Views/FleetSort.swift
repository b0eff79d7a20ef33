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
  package func order(of briefs: [Brief]) -> [Int] { FleetSort.order(by: briefs.map(key)) }

  /// The places of keys in their order.
  static func order(by keys: [Key]) -> [Int] { keys.indices.sorted { precedes($0, $1, by: keys) } }

  /// Whether one place comes before another one.
  static func precedes(_ left: Int, _ right: Int, by keys: [Key]) -> Bool {
    keys[left] == keys[right] ? left < right : keys[left] < keys[right]
  }

  /// What one instance is sorted by. The largest figures come first; none of them is NaN, which is before nothing.
  struct Key: Comparable, Sendable {
    private let figures: (Double, Double, Double)
    private let name: String

    fileprivate init(_ first: Double, _ second: Double = 0, _ third: Double = 0) {
      figures = (Key.ordered(first), Key.ordered(second), Key.ordered(third))
      name = ""
    }

    fileprivate init(name: String) {
      figures = (0, 0, 0)
      self.name = name
    }

    private static func ordered(_ figure: Double) -> Double { figure.isNaN ? -1 : figure }

    static func == (left: Key, right: Key) -> Bool {
      left.figures == right.figures && left.name == right.name
    }

    static func < (left: Key, right: Key) -> Bool {
      left.figures == right.figures ? left.name < right.name : left.figures > right.figures
    }
  }

  func key(_ brief: Brief) -> Key {
    switch self {
    case .worst: Key(Double(brief.standing.condition.rawValue), errors(brief), volume(brief))
    case .name: Key(name: brief.target.name)
    case .requests: Key(brief.perSecond ?? -1)
    case .errors: Key(brief.errorShare ?? -1)
    case .p99: Key(brief.p99 ?? -1)
    case .pool: Key(brief.saturation ?? -1)
    case .queued: Key(brief.pending ?? -1)
    }
  }

  /// The one that a list has chosen.
  init(_ list: ListState) { self = FleetSort.allCases[list.sort % FleetSort.allCases.count] }

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
