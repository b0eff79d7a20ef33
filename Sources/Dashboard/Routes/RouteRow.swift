import Drawing
import MPanel

/// A row of the routes: a route, or all paths that no route matched.
struct RouteRow: Sendable {
  var figures: RouteFigures
  /// How many paths are folded into it; nil for a route.
  var paths: Int?

  /// The name of the row of folded paths. No label begins so.
  static let folded = "\u{1}unmatched"

  /// The row's name, which is its own for ever.
  var name: String { paths == nil ? figures.name.words : RouteRow.folded }

  /// What stands in the first column.
  var words: String {
    guard let paths else { return figures.name.words }
    return paths == 1 ? "1 unmatched path" : "\(RouteRow.grouped(paths)) unmatched paths"
  }

  /// `1 203`.
  static func grouped(_ number: Int) -> String {
    let digits = String(number)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += " " }
      text.append(digit)
    }
    return text
  }
}

extension RouteFigures {
  /// How server errors are shown: any at all stand out, and more so where an instance with as many would raise an alert.
  func errorRole(_ limit: Double?) -> Role {
    guard let errorShare, errorShare > 0 else { return .plain }
    return limit.map { errorShare >= $0 } == true ? .critical : .warning
  }
}
