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
    board.draw(
      on: canvas.part(Rect(x: 0, y: headRows, width: canvas.width, height: canvas.height - headRows)))
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
    (board, Rect(x: 0, y: 0, width: size.columns, height: size.rows - 2 - headRows))
  }

  func fullRows(width: Int) -> Int { max(24, 2 + headRows + board.fullRows(width: width)) }
}
