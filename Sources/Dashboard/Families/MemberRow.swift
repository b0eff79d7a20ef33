import Exposition
import MPanel

/// A row of the series of a family: one set of labels, or all of them together.
struct MemberRow: Sendable {
  /// The place among the family's members; nil for all together.
  var place: Int?
  var figures: MemberFigures
  let name: String

  /// The name of the row of all. No set of labels is written so.
  static let all = "\u{1}all"

  init(place: Int?, figures: MemberFigures) {
    self.place = place
    self.figures = figures
    name =
      place == nil
      ? MemberRow.all : figures.labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
  }
}

/// What the series of a family are sorted by.
enum MemberSort: String, Sendable, CaseIterable {
  case figure, value, labels

  var words: String {
    switch self {
    case .figure: "most first"
    case .value: "greatest total first"
    case .labels: "by labels"
    }
  }

  /// The row of all stays first.
  func sorted(_ rows: [MemberRow], isReversed: Bool) -> [MemberRow] {
    let order: [Int]
    switch self {
    case .labels: order = rows.indices.sorted { rows[$0].name < rows[$1].name }
    case .figure, .value:
      let figures = rows.map { row -> Double in
        let figures = row.figures
        let figure = self == .value ? figures.value : figures.perSecond ?? figures.value
        return figure.flatMap { $0.isNaN ? nil : $0 } ?? -.infinity
      }
      order = rows.indices.sorted { figures[$0] == figures[$1] ? $0 < $1 : figures[$0] > figures[$1] }
    }
    let sorted = (isReversed ? order.reversed() : order).map { rows[$0] }
    return sorted.filter { $0.place == nil } + sorted.filter { $0.place != nil }
  }
}
