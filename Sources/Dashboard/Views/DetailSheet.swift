import Drawing
import MPanel

/// A view of one subject of an instance: the line that says which instance, what to do about all that it does not
/// export, and the panels.
struct DetailSheet {
  private let view: View
  private let board: PanelBoard

  init?(_ view: View, of state: State) {
    guard let reading = state.reading(for: view) else { return nil }
    self.view = view
    board = PanelBoard(
      view, reading: reading, layout: state.layout(of: view), focus: state.focus[view] ?? PanelFocus(),
      scroll: state.lists[view]?.scroll ?? 0)
  }

  func draw(on canvas: Canvas) {
    IdentityLine(reading: board.reading).draw(
      on: canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: 1)))
    if let advice { canvas.put(advice, x: 1, y: 1, role: .faint, width: max(canvas.width - 2, 0)) }
    let body = canvas.part(
      Rect(x: 0, y: headRows, width: canvas.width, height: canvas.height - headRows))
    let panels = panels(in: body.bounds)
    board.draw(on: body.part(panels))
    if panels.height < body.height {
      drawLines(
        on: body.part(
          Rect(x: 0, y: panels.height, width: body.width, height: body.height - panels.height)))
    }
  }

  // MARK: - A build that counts nothing of all this

  /// The lines that would fill the panels, where none of them has anything to show.
  private var linesToAdd: [LineToAdd] {
    guard board.isDark, board.expanded == nil else { return [] }
    let names = Set(board.panels.map(\.name))
    return LineToAdd.all.filter { names.contains($0.panel) }
  }

  /// Where the panels are: as low as their reasons, where there is nothing else and room for what to do about that.
  private func panels(in body: Rect) -> Rect {
    let needed = board.leastRows(width: body.width)
    guard !linesToAdd.isEmpty, needed + linesToAdd.count + 2 <= body.height else { return body }
    return Rect(x: 0, y: 0, width: body.width, height: needed)
  }

  private func drawLines(on canvas: Canvas) {
    let lines = linesToAdd
    let frame = Rect(x: 0, y: 0, width: canvas.width, height: min(lines.count + 2, canvas.height))
    let inside = Frame(title: "What would count it, in mPanel").draw(on: canvas.part(frame))
    let title = (lines.map { TextWidth.columns($0.panel) }.max() ?? 0) + 2
    let code = (lines.map { TextWidth.columns($0.code) }.max() ?? 0) + 2
    for (row, line) in lines.enumerated() {
      inside.put(line.panel, x: 1, y: row, role: .label, width: title)
      inside.put(line.code, x: 1 + title, y: row, width: max(inside.width - title - 2, 0))
      let x = 1 + title + code
      if !line.place.isEmpty, x + TextWidth.columns(line.place) + 3 < inside.width {
        inside.put("// \(line.place)", x: x, y: row, role: .faint)
      }
    }
  }

  /// Said once for all panels whose figures nobody exports.
  private var advice: String? {
    let isLacking = board.panels.contains { panel in
      switch panel.absence(board.reading) {
      case .notExported, .noSeries: true
      default: false
      }
    }
    guard isLacking else { return nil }
    return switch view {
    case .runtime:
      "What is missing: collectDefaultMetrics(), docs/mpanel.md, ‘The page itself’."
    case .business: "What to add to mPanel: docs/mpanel.md, ‘Signups, money, messages’."
    case .security: "What to add to mPanel: docs/mpanel.md, ‘Failed logins, rate limits, webhooks’."
    default: "What to add to mPanel: docs/mpanel.md."
    }
  }

  private var headRows: Int { advice == nil ? 1 : 2 }

  /// Its panels and their part of a screen, on which header and footer take a line each.
  func board(_ size: Size) -> (board: PanelBoard, part: Rect) {
    (board, panels(in: Rect(x: 0, y: 0, width: size.columns, height: size.rows - 2 - headRows)))
  }

  func fullRows(width: Int) -> Int { max(24, 2 + headRows + board.fullRows(width: width)) }
}
