import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Heap spaces ───────────────────────────── 45 MB ╮
/// │ space          used    size    free             │
/// │ old           36 MB   45 MB    9 MB  ████████▌· │
/// ╰─────────────────────────────────────────────────╯
/// ```
package struct HeapSpacesPanel: Panel {
  package let title = "Heap spaces"
  package let appetite = PanelAppetite.table

  package init() {}

  /// The fullest first; those that hold nothing only where there is room for all.
  private func spaces(_ reading: Reading) -> [Runtime.HeapSpace] {
    (reading.runtime?.spaces.value ?? []).sorted {
      $0.used != $1.used ? $0.used > $1.used : $0.name < $1.name
    }
  }

  package func rows(_ reading: Reading, width: Int) -> Int {
    let all = spaces(reading)
    return width >= 50 ? all.count + 1 : all.count { $0.used > 0 } + 1
  }

  package func absence(_ reading: Reading) -> Absence? {
    guard let spaces = reading.runtime?.spaces else { return .waiting }
    return spaces.absence
  }

  package func note(_ reading: Reading) -> [[Span]] {
    let used = spaces(reading).reduce(0) { $0 + $1.used }
    return [[Span(Figure.bytes(used).text), Span(" used", .faint)]]
  }

  /// Those that hold nothing, which a small panel leaves out.
  package func foot(_ reading: Reading) -> [Span] {
    let empty = spaces(reading).count { $0.used <= 0 }
    return empty > 0 ? [Span("\(empty) empty", .faint)] : []
  }

  private func table(width: Int) -> Table {
    Table([
      Table.Column("space", width: width >= 50 ? 20 : 13, align: .left, priority: 0),
      Table.Column("used", width: 7, priority: 0),
      Table.Column("size", width: 7, priority: 1), Table.Column("free", width: 7, priority: 2),
      Table.Column("", width: 6, align: .left, priority: 3, grows: true),
    ])
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let all = spaces(reading)
    let inUse = all.filter { $0.used > 0 }
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let showsAll = canvas.height > all.count
    let rows = showsAll ? all : inUse
    table(width: inside.width).draw(on: inside, rows: rows.count) { row, column, cell in
      let space = rows[row]
      switch column {
      case 0: cell.put(space.name, x: 0, y: 0, role: space.used > 0 ? .plain : .faint, width: cell.width)
      case 1: put(space.used, on: cell)
      case 2: put(space.size, on: cell)
      case 3: put(space.available, on: cell)
      default:
        guard let size = space.size, size > 0 else { return }
        Bar([(space.used / size, .series1)]).draw(on: cell)
      }
    }
  }

  private func put(_ bytes: Double?, on cell: Canvas) {
    cell.put(.bytes(bytes), x: 0, y: 0, width: cell.width, unit: 2, role: (bytes ?? 0) > 0 ? .plain : .faint)
  }
}
