import Drawing
import Exposition
import MPanel
import Telemetry

/// ```
/// ╭ Metrics ──────────────────────── by name   46 families   551 series ╮
/// │   family                            type     series    newest change│
/// │ ▶ mpanel_active_connections         gauge         1        17     +2│
/// │   mpanel_http_requests_total        counter      39     24.7k 54 /s │
/// ```
struct FamiliesPanel: Panel {
  let board: FamilyBoard
  let list: ListState
  let selected: Int?
  let page: Page?
  let excess: Excess
  let missing: Absence?

  let title = "Metrics"

  func absence(_ reading: Reading) -> Absence? {
    missing
      ?? (board.families.isEmpty
        ? .notExported(
          "the page lists no family: this needs prom-client's register.metrics() behind it; docs/mpanel.md, ‘The page itself’, tells how"
        ) : nil)
  }

  func rows(_ reading: Reading, width: Int) -> Int {
    missing == nil ? board.shown.count + 1 + PageComplaints(page, excess).lines(width: width - 4).count : 4
  }

  func note(_ reading: Reading) -> [[Span]] {
    let sort = FamilySort.allCases[list.sort % FamilySort.allCases.count]
    let words = list.isReversed ? "\(sort.words), turned round" : sort.words
    let count = board.shown.count
    return [
      [Span("change in \(reading.coveredWords)", .faint)],
      [Span(words, .faint)],
      list.filter.isEmpty
        ? [Span("\(count)"), Span(count == 1 ? " family" : " families", .faint)]
        : [Span("\(count) with \(list.filter.text)", .warning)],
      [Span(RouteRow.grouped(reading.cost.series ?? 0)), Span(" series", .faint)],
    ]
  }

  func foot(_ reading: Reading) -> [Span] { [Span("of several series their sum", .faint)] }

  private enum Field: Int { case name, type, unit, series, newest, change, help }

  /// What stands before a name: the mark of the selected row.
  private static let mark = 2

  private var table: Table {
    let widest = board.shown.map { min($0.family.name.utf8.count, 60) }.max() ?? 0
    return Table([
      Table.Column("  family", width: FamiliesPanel.mark + max(widest, 24), align: .left, priority: 0),
      Table.Column("type", width: 9, align: .left, priority: 3),
      Table.Column("unit", width: 5, align: .left, priority: 4),
      Table.Column("series", width: 6, priority: 2),
      Table.Column("newest", width: 9, priority: 0),
      Table.Column("change", width: 10, priority: 1),
      Table.Column("what the page says of it", width: 24, align: .left, priority: 5, grows: true),
    ])
  }

  private func table(for width: Int) -> Table {
    var table = table
    while table.columns[0].width > 38, table.fit(width).count < table.columns.count {
      table.columns[0].width -= 1
    }
    return table
  }

  func draw(_ reading: Reading, on canvas: Canvas) {
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let complaints = PageComplaints(page, excess)
    let below = min(complaints.lines(width: inside.width).count, inside.height / 4)
    let parts = inside.bounds.rows([.share(1), .fixed(below)])
    drawRows(reading, on: inside.part(parts[0]))
    complaints.draw(on: inside.part(parts[1]))
  }

  private func drawRows(_ reading: Reading, on canvas: Canvas) {
    let rows = board.shown
    if rows.isEmpty {
      canvas.put(
        "no family has \(list.filter.text); Esc shows all", x: 2, y: 1, role: .warning,
        width: max(canvas.width - 2, 0))
    }
    let room = max(canvas.height - 1, 0)
    let scroll = rows.count <= room ? 0 : max((selected ?? 0) - max(room - 2, 0), 0)
    let now = reading.at.unixSeconds
    table(for: canvas.width).draw(on: canvas, rows: rows.count, scroll: scroll, isList: selected != nil) {
      row, column, cell in
      let (family, figures) = (rows[row].family, rows[row].figures)
      let isEmpty = figures == nil
      switch Field(rawValue: column) {
      case .name:
        if row == selected { cell.set("▶", x: 0, y: 0, role: .focus) }
        cell.put(
          ShortName.of(family.name, columns: cell.width - FamiliesPanel.mark), x: FamiliesPanel.mark, y: 0,
          role: row == selected ? .focus : isEmpty ? .faint : .plain)
      case .type: cell.put(family.type.rawValue, x: 0, y: 0, role: .faint, width: cell.width)
      case .unit: cell.put(family.unit.words, x: 0, y: 0, role: .faint, width: cell.width)
      case .series:
        cell.put(
          isEmpty ? "none" : Figure.count(Double(family.members.count)), x: 0, y: 0,
          role: isEmpty ? .faint : .plain, width: cell.width, align: .right)
      case .newest:
        cell.put(family.newest(figures, now: now), x: 0, y: 0, width: cell.width, unit: 3, role: .strong)
      case .change: cell.put(family.change(figures), x: 0, y: 0, width: cell.width, unit: 4)
      case .help: cell.put(family.help, x: 1, y: 0, role: .faint, width: max(cell.width - 1, 0))
      case nil: break
      }
    }
  }
}
