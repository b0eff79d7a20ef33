import Drawing
import MPanel

/// Top for endpoints: the routes of one instance, or one of them in detail.
struct RoutesView: Scene {
  private let state: State
  private let board: RouteBoard?
  private let list: ListState

  init(_ state: State) {
    self.state = state
    board = state.routeBoard
    list = state.lists[.routes] ?? ListState()
  }

  var rows: [String] { board?.names ?? [] }
  var sorts: [String] { RouteSort.allCases.map(\.words) }
  var sortNames: [String] { RouteSort.allCases.map(\.rawValue) }
  let opensRows = true
  func fullRows(width: Int) -> Int { max(24, min(rows.count, 990) + 8) }

  private var sort: RouteSort { RouteSort.allCases[list.sort % RouteSort.allCases.count] }

  func draw(on canvas: Canvas) {
    guard let reading = state.shownReading, let board else { return }
    if let opened = list.opened, opened != RouteRow.folded {
      drawDetail(of: opened, board, reading, on: canvas)
      return
    }
    let selected = selectedRow(list).flatMap { board.names.firstIndex(of: $0) }
    let panel = RoutesPanel(
      board: board, rows: board.rows, isUnfolded: list.opened != nil, list: list, sort: sort,
      selected: selected, watch: state.shownWatch)
    let needed = panel.rows(reading, width: canvas.width) + 2
    // Where all rows fit and much is left over, the selected route fills it.
    let spare = canvas.height - needed
    guard let table = board.table.value, let selected, spare >= RouteDetail.leastRows else {
      PanelFrame.draw(panel, reading, on: canvas)
      return
    }
    let parts = canvas.bounds.rows([.fixed(needed), .share(1)])
    PanelFrame.draw(panel, reading, on: canvas.part(parts[0]))
    guard board.rows[selected].paths == nil else {
      let paths = sort.sorted(table.unmatched.map { RouteRow(figures: $0) }, isReversed: list.isReversed)
      PanelFrame.draw(
        RoutesPanel(
          board: board, rows: paths, isUnfolded: true, list: ListState(), sort: sort, selected: nil,
          watch: state.shownWatch),
        reading, on: canvas.part(parts[1]))
      return
    }
    drawDetail(of: board.rows[selected].name, board, reading, on: canvas.part(parts[1]))
  }

  private func drawDetail(of name: String, _ board: RouteBoard, _ reading: Reading, on canvas: Canvas) {
    guard let figures = board.figures(name), let watch = state.shownWatch,
      let detail = RouteDetail(figures, board, watch, reading)
    else {
      let reason = board.table.absence?.words ?? "this instance has had no request to it"
      let inside = Frame(title: name).draw(on: canvas)
      inside.put(reason, x: 2, y: inside.height / 2, role: .faint, width: max(inside.width - 4, 0))
      return
    }
    detail.draw(on: canvas)
  }
}
