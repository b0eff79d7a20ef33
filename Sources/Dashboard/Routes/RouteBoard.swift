import MPanel
import Telemetry

/// The routes of the shown instance, computed once a scrape and sorted and filtered once a change: with thousands of
/// routes a key costs no more than drawing.
struct RouteBoard: Sendable {
  private let source: DetailSource
  private let choice: DetailChoice
  let index: RouteIndex
  let table: Measured<RouteTable>
  /// Those that the list shows, in their order.
  let rows: [RouteRow]
  let names: [String]
  /// How many series were looked at for the index, and how often the table was made, for this board and those before
  /// it: a key must add to neither.
  let made: (series: Int, tables: Int)

  /// The board of a state, from another one as far as that is still true; nil where no instance is shown.
  init?(_ state: State, from old: RouteBoard?) {
    guard let watch = state.shownWatch else { return nil }
    let list = state.lists[.routes] ?? ListState()
    let source = DetailSource(state, watch)
    let choice = DetailChoice(list)
    if let old, old.source == source, old.choice == choice {
      self = old
      return
    }
    var index: RouteIndex
    if let old, old.source.isSameTarget(as: source) {
      index = old.index
      index.update(watch.history, bounds: watch.bindings.bounds)
    } else {
      index = RouteIndex(watch.history, bounds: watch.bindings.bounds)
    }
    let isSameScrape = old?.source == source
    let kept = isSameScrape ? old?.table : nil
    let table = kept ?? watch.routes(index, at: state.shownMoment, window: state.window.duration)
    let all = RouteBoard.rows(of: table.value, opened: list.opened)
    let sort = RouteSort.allCases[list.sort % RouteSort.allCases.count]
    let shown = list.filter.isEmpty ? all : all.filter { RouteBoard.admits($0, list.filter, table.value) }
    made = (index.work, (old?.made.tables ?? 0) + (kept == nil ? 1 : 0))
    self.source = source
    self.choice = choice
    self.index = index
    self.table = table
    rows = sort.sorted(shown, isReversed: list.isReversed)
    names = rows.map(\.name)
  }

  /// The routes with one row for what no route matched; where that was opened, its paths; nothing where a route was.
  private static func rows(of table: RouteTable?, opened: String?) -> [RouteRow] {
    guard let table else { return [] }
    switch opened {
    case nil:
      return table.routes.map { RouteRow(figures: $0) }
        + (table.unmatchedTotal.map { [RouteRow(figures: $0, paths: table.unmatched.count)] } ?? [])
    case RouteRow.folded?: return table.unmatched.map { RouteRow(figures: $0) }
    default: return []
    }
  }

  /// The folded paths are shown where one of them would be.
  private static func admits(_ row: RouteRow, _ filter: Filter, _ table: RouteTable?) -> Bool {
    if filter.admits(row.words) { return true }
    return row.paths != nil && table?.unmatched.contains { filter.admits($0.name.words) } == true
  }

  /// The figures of the row with this name.
  func figures(_ name: String) -> RouteFigures? {
    rows.first { $0.name == name }?.figures
      ?? table.value.flatMap { table in
        table.routes.first { $0.name.words == name } ?? table.unmatched.first { $0.name.words == name }
      }
  }
}

extension RouteBoard {
  /// Whether another board shows the same rows of the same scrape.
  func isSame(as other: RouteBoard) -> Bool { source == other.source && choice == other.choice }
}
