import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Queues ─────────────────────────────── 834 pending ╮
/// │              pending  busy failed  per min empty in│
/// │ email            820    10      3   +120 ▲       - │
/// │ provisioning      12     4      0    -30      24 s │
/// ```
package struct QueuesPanel: Panel {
  package let title = "Queues"
  package let appetite = PanelAppetite.table

  private static func table(width: Int) -> Table {
    Table(gap: width >= 44 ? 2 : 1, columns)
  }

  private static let columns = [
    Table.Column("queue", width: 12, align: .left, priority: 0),
    Table.Column("pending", width: 7, priority: 0),
    Table.Column("busy", width: 4, priority: 2),
    Table.Column("failed", width: 6, priority: 2),
    Table.Column("per min", width: 7, priority: 1),
    Table.Column("empty in", width: 8, priority: 3),
    Table.Column("", width: 6, align: .left, priority: 4, grows: true),
  ]

  package func rows(_ reading: Reading, width: Int) -> Int { (reading.queues.value?.count ?? 2) + 1 }

  package func absence(_ reading: Reading) -> Absence? { reading.queues.absence }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let queues = reading.queues.value else { return [] }
    return [[Span(Figure.count(queues.reduce(0) { $0 + $1.pending })), Span(" pending", .faint)]]
  }

  /// Growing queues first, then the deepest.
  static func sorted(_ queues: [Queue]) -> [Queue] {
    queues.sorted { left, right in
      let growing = ((left.perMinute ?? 0) > 0.5, (right.perMinute ?? 0) > 0.5)
      if growing.0 != growing.1 { return growing.0 }
      return left.pending != right.pending ? left.pending > right.pending : left.name < right.name
    }
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let queues = QueuesPanel.sorted(reading.queues.value ?? [])
    let axis = TimeAxis(reading)
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let table = QueuesPanel.table(width: inside.width)
    let lines = table.lines(rows: queues.count, on: inside, most: 8)
    table.draw(on: inside, rows: queues.count, lines: lines) { row, column, cell in
      let queue = queues[row]
      switch column {
      case 0: cell.put(queue.name, x: 0, y: 0, width: cell.width)
      case 1:
        let severity = reading.severity(of: "queue-deep", queue.name)
        cell.put(
          Figure.count(queue.pending), x: 0, y: 0, role: severity >= .warning ? severity.role : .strong,
          width: cell.width, align: .right)
      case 2: cell.put(Figure.count(queue.processing), x: 0, y: 0, width: cell.width, align: .right)
      case 3:
        let role: Role = (queue.failed ?? 0) > 0 ? .warning : .plain
        cell.put(Figure.count(queue.failed), x: 0, y: 0, role: role, width: cell.width, align: .right)
      case 4:
        let severity = reading.severity(of: "queue-growing", queue.name)
        let role: Role = severity >= .warning ? severity.role : .plain
        cell.put(
          [
            Span((queue.perMinute ?? 0) > 0.5 ? "▲ " : "", role), Span(Figure.change(queue.perMinute), role),
          ],
          x: 0, y: 0, width: cell.width, align: .right)
      case 5:
        cell.put(Figure.span(queue.emptyIn?.seconds), x: 0, y: 0, width: cell.width, align: .right)
      default:
        let past = reading.trail.pending(
          of: queue.name, columns: axis.columns(of: cell))
        let top = Scale.roundUp(past.compactMap { $0 }.max() ?? 0, least: 5)
        Spark(past, scale: Scale(lower: 0, upper: top), role: .series1, isStacked: true).draw(on: cell)
        axis.drawMarks(through: cell)
      }
    }
  }
}
