import Drawing
import MPanel

/// All methods of one path, the busiest first.
struct RouteMethodsPanel: Panel {
  let siblings: [RouteFigures]
  let shown: RouteName

  let title = "Methods"

  func rows(_ reading: Reading, width: Int) -> Int { siblings.count + 1 }
  func absence(_ reading: Reading) -> Absence? {
    siblings.isEmpty ? .notExported("no route of mPanel's matched this path") : nil
  }

  private static let table = Table([
    Table.Column("method", width: 9, align: .left, priority: 0),
    Table.Column("req/s", width: 6, priority: 0),
    Table.Column("5xx", width: 6, priority: 2),
    Table.Column("mean", width: 7, priority: 3),
    Table.Column("p99", width: 7, priority: 1),
  ])

  func draw(_ reading: Reading, on canvas: Canvas) {
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    RouteMethodsPanel.table.draw(on: inside, rows: siblings.count) { row, column, cell in
      let one = siblings[row]
      func right(_ text: String) { cell.put(text, x: 0, y: 0, width: cell.width, align: .right) }
      switch column {
      case 0:
        cell.put(
          one.name.method.isEmpty ? "any" : one.name.method, x: 0, y: 0,
          role: one.name == shown ? .strong : .plain, width: cell.width)
      case 1: right(one.total > 0 ? Figure.perSecond(one.total) : "-")
      case 2: right(Figure.percent(one.errorShare).text)
      case 3: right(Figure.latency(one.latency?.mean).text)
      default: right(one.percentile(0.99).map { LatencyPanel.figure($0).text } ?? "-")
      }
    }
  }
}
