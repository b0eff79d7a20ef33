import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ E-mails ───────────────────── 96 % arrived ╮
/// │ template     1 m failed  seen success last │
/// │ invoice       14      1   120  97.5 %  2 s │
/// ╰──────────────────── seen: in 12m 20s ──────╯
/// ```
package struct DeliveryPanel: Panel {
  package let title: String
  let column: String
  let deliveries: @Sendable (Reading) -> Measured<[Delivery]>?

  package func rows(_ reading: Reading, width: Int) -> Int {
    max(deliveries(reading)?.value?.count ?? 2, 2) + 1
  }

  package func absence(_ reading: Reading) -> Absence? {
    guard let measured = deliveries(reading) else { return .waiting }
    return measured.absence
  }

  package func note(_ reading: Reading) -> [[Span]] {
    let all = deliveries(reading)?.value ?? []
    let failed = all.reduce(0) { $0 + $1.failedInWindow }
    let sum = all.reduce(0) { $0 + $1.inWindow }
    return [
      failed > 0 ? [Span("\(Figure.count(failed)) failed", .warning)] : [],
      [Span(Figure.count(sum)), Span(" in \(reading.coveredWords)", .faint)],
    ].filter { !$0.isEmpty }
  }

  package func foot(_ reading: Reading) -> [Span] {
    if let quiet = sorted(reading).first(where: { $0.unusualQuiet != nil }), let usual = quiet.unusualQuiet {
      return TallyCells.quiet(quiet.name, usual)
    }
    return TallyCells.seen(reading.business?.watchedFor ?? reading.security?.watchedFor)
  }

  /// What fails most first, then the most.
  private func sorted(_ reading: Reading) -> [Delivery] {
    (deliveries(reading)?.value ?? []).sorted { left, right in
      let failing = (isFailing(left), isFailing(right))
      if failing.0 != failing.1 { return failing.0 }
      if left.watched != right.watched { return left.watched > right.watched }
      return left.total != right.total ? left.total > right.total : left.name < right.name
    }
  }

  private func isFailing(_ delivery: Delivery) -> Bool {
    delivery.success.map { 1 - $0.share > Delivery.warningFailures } ?? false
  }

  private func table(_ reading: Reading, width: Int) -> Table {
    Table([
      Table.Column(column, width: width >= 60 ? 22 : 14, align: .left, priority: 0),
      Table.Column(Figure.window(reading.window), width: 5, priority: 0),
      Table.Column("failed", width: 6, priority: 2), Table.Column("seen", width: 5, priority: 4),
      Table.Column("success", width: 7, priority: 0), Table.Column("last", width: 8, priority: 3),
      Table.Column("", width: width >= 50 ? 11 : 5, align: .left, priority: 1, grows: true),
    ])
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let rows = sorted(reading)
    let cells = TallyCells(reading: reading)
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let table = table(reading, width: inside.width)
    let lines = table.lines(rows: rows.count, on: inside, most: 8)
    table.draw(on: inside, rows: rows.count, lines: lines) { row, column, cell in
      let delivery = rows[row]
      let isFailing = isFailing(delivery)
      switch column {
      case 0: cell.put(delivery.name, x: 0, y: 0, width: cell.width)
      case 1: TallyCells.count(delivery.inWindow, role: .strong, on: cell)
      case 2: TallyCells.count(delivery.failedInWindow, role: .warning, on: cell)
      case 3: TallyCells.count(delivery.watched, on: cell)
      case 4:
        // What was before mptop is said more quietly than what it saw.
        let role: Role = isFailing ? .warning : delivery.success?.isWatched == true ? .plain : .faint
        cell.put(
          Figure.percent(delivery.success?.share).text, x: 0, y: 0, role: role, width: cell.width,
          align: .right)
      case 5:
        TallyCells.last(delivery.lastAgo, unusual: delivery.unusualQuiet, on: cell)
        cells.peak(delivery.tallies, of: table, inside: inside, on: cell)
      default:
        cells.past(delivery.tallies, role: isFailing ? .warning : .series1, on: cell)
      }
    }
    cells.axis(of: table, on: inside)
  }
}
