import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Provisioning ───────────────── 31 in 15 m ╮
/// │ service     done    p50    p95   last     │
/// │ hosting       19   8.2 s   27 s   41 s    │
/// ╰───────────────────────────────────────────╯
/// ```
package struct ProvisioningPanel: Panel {
  package let title = "Provisioning"

  package init() {}

  private func services(_ reading: Reading) -> [Business.Provisioning] {
    (reading.business?.provisioning.value ?? []).sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name
    }
  }

  package func rows(_ reading: Reading, width: Int) -> Int { max(services(reading).count, 2) + 1 }

  package func absence(_ reading: Reading) -> Absence? {
    guard let provisioning = reading.business?.provisioning else { return .waiting }
    return provisioning.absence
  }

  package func note(_ reading: Reading) -> [[Span]] {
    let all = services(reading)
    guard let covered = all.first?.covered else { return [] }
    let isWhole = covered >= Business.Provisioning.leastWindow
    let span = isWhole ? Figure.window(covered) : Figure.soFar(covered)
    return [[Span(Figure.count(all.reduce(0) { $0 + $1.count }.rounded())), Span(" in \(span)", .faint)]]
  }

  package func foot(_ reading: Reading) -> [Span] {
    guard let quiet = services(reading).first(where: { $0.tally.unusualQuiet != nil }),
      let usual = quiet.tally.unusualQuiet
    else { return [] }
    return TallyCells.quiet(quiet.name, usual)
  }

  private static let table = Table([
    Table.Column("service", width: 11, align: .left, priority: 0),
    Table.Column("done", width: 4, priority: 3),
    Table.Column("p50", width: 6, priority: 0), Table.Column("p95", width: 6, priority: 0),
    Table.Column("p99", width: 6, priority: 4), Table.Column("mean", width: 6, priority: 5),
    Table.Column("total", width: 6, priority: 6), Table.Column("last", width: 9, priority: 2),
    Table.Column("", width: 6, align: .left, priority: 1, grows: true),
  ])

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let rows = services(reading)
    let cells = TallyCells(reading: reading)
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let lines = ProvisioningPanel.table.lines(rows: rows.count, on: inside, most: 8)
    ProvisioningPanel.table.draw(on: inside, rows: rows.count, lines: lines) { row, column, cell in
      let service = rows[row]
      switch column {
      case 0: cell.put(service.name, x: 0, y: 0, width: cell.width)
      case 1: TallyCells.count(service.count.rounded(), on: cell)
      case 2: percentile(service, 0, on: cell)
      case 3: percentile(service, 1, on: cell)
      case 4: percentile(service, 2, on: cell)
      case 5: put(.latency(service.mean), on: cell)
      case 6: TallyCells.count(service.tally.total, on: cell)
      case 7:
        TallyCells.last(service.tally.lastAgo, unusual: service.tally.unusualQuiet, on: cell)
        cells.peak([service.tally], of: ProvisioningPanel.table, inside: inside, on: cell)
      default: cells.past([service.tally], on: cell)
      }
    }
    cells.axis(of: ProvisioningPanel.table, on: inside)
  }

  private func percentile(_ service: Business.Provisioning, _ place: Int, on cell: Canvas) {
    guard service.percentiles.indices.contains(place) else { return put(.none, on: cell) }
    put(LatencyPanel.figure(service.percentiles[place]), on: cell)
  }

  private func put(_ figure: Figure, on cell: Canvas) {
    let spans = [Span(figure.digits), Span(figure.unit.isEmpty ? "" : " \(figure.unit)", .faint)]
    cell.put(spans, x: 0, y: 0, width: cell.width, align: .right)
  }
}
