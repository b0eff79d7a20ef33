import Drawing
import MPanel

/// Every family that the instance exports, or the series of one of them.
struct MetricsView: Scene {
  private let state: State
  private let board: FamilyBoard?
  private let list: ListState

  init(_ state: State) {
    self.state = state
    board = state.familyBoard
    list = state.lists[.metrics] ?? ListState()
  }

  var rows: [String] { board?.names ?? [] }
  var sorts: [String] {
    list.opened == nil ? FamilySort.allCases.map(\.words) : MemberSort.allCases.map(\.words)
  }
  var sortNames: [String] {
    list.opened == nil ? FamilySort.allCases.map(\.rawValue) : MemberSort.allCases.map(\.rawValue)
  }
  var opensRows: Bool { list.opened == nil }
  func fullRows(width: Int) -> Int { max(24, min(rows.count, 980) + (list.opened == nil ? 10 : 18)) }

  func draw(on canvas: Canvas) {
    guard let reading = state.shownReading, let board else { return }
    let selected = selectedRow(list).flatMap { board.names.firstIndex(of: $0) }
    guard let opened = list.opened else {
      drawList(board, selected, reading, on: canvas)
      return
    }
    guard let family = board.opened else {
      let inside = Frame(title: opened).draw(on: canvas)
      inside.put(
        "this instance does not export it", x: 2, y: inside.height / 2, role: .faint,
        width: max(inside.width - 4, 0))
      return
    }
    PanelFrame.draw(
      MembersPanel(board: board, family: family, list: list, selected: selected, watch: state.shownWatch),
      reading, on: canvas)
  }

  /// With fewer rows than this below the list, the past of the selected family is not drawn.
  private static let leastChart = 8

  private func drawList(_ board: FamilyBoard, _ selected: Int?, _ reading: Reading, on canvas: Canvas) {
    let panel = FamiliesPanel(
      board: board, list: list, selected: selected, page: state.shownWatch?.page,
      excess: state.shownWatch?.bindings.excess ?? Excess(),
      missing: state.shownWatch?.familyAbsence)
    // What the selected family did stands below, where the list leaves room or the screen is large.
    let below = max(
      canvas.height - panel.rows(reading, width: canvas.width) - 2, canvas.height >= 34 ? 10 : 0)
    guard below >= MetricsView.leastChart, let selected, let charted = board.charted else {
      PanelFrame.draw(panel, reading, on: canvas)
      return
    }
    let family = board.shown[selected].family
    let parts = canvas.bounds.rows([.share(1), .fixed(min(below, canvas.height * 2 / 5))])
    PanelFrame.draw(panel, reading, on: canvas.part(parts[0]))
    let inside = Frame(title: family.name, note: [[Span("Enter shows its series", .faint)]]).draw(
      on: canvas.part(parts[1]))
    let padded = inside.part(Rect(x: 1, y: 0, width: inside.width - 2, height: inside.height))
    padded.put(family.help, x: 0, y: 0, role: .faint, width: padded.width)
    MemberChart(family: family, past: charted.past, reading: reading).draw(
      on: padded.part(Rect(x: 0, y: 1, width: padded.width, height: padded.height - 1)))
  }
}
