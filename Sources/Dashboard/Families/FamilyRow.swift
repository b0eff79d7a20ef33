import Exposition
import MPanel

/// A row of the families.
struct FamilyRow: Sendable {
  var family: FamilySeries
  /// All its series together; nil where it has none.
  var figures: MemberFigures?

  /// What it is sorted by where that is how fast it changes.
  var pace: Double { figures?.perSecond ?? figures?.change.map { abs($0) } ?? -.infinity }
}

/// What the families are sorted by.
enum FamilySort: String, Sendable, CaseIterable {
  case name, series, change

  var words: String {
    switch self {
    case .name: "by name"
    case .series: "most series first"
    case .change: "most change first"
    }
  }

  func sorted(_ rows: [FamilyRow], isReversed: Bool) -> [FamilyRow] {
    let figures: [Double] =
      switch self {
      case .name: rows.map { _ in 0 }
      case .series: rows.map { Double($0.family.members.count) }
      case .change: rows.map(\.pace)
      }
    let order = rows.indices.sorted { figures[$0] == figures[$1] ? $0 < $1 : figures[$0] > figures[$1] }
    return (isReversed ? order.reversed() : order).map { rows[$0] }
  }
}
