import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Signups ──────────────────────── 3 in 1 m ╮
/// │ plan        1 m  seen  total      last    │
/// │ starter       2    14    931      12 s ▁▃ │
/// │ business      1     3    118  ▲ 9m 40s ▁▁ │
/// ╰──────────────────── seen: in 12m 20s ─────╯
/// ```
package struct TallyPanel: Panel {
  package let title: String
  /// The title of the first column.
  let column: String
  var showsBursts = false
  let tallies: @Sendable (Reading) -> Measured<[Tally]>?

  package func rows(_ reading: Reading, width: Int) -> Int { max(tallies(reading)?.value?.count ?? 2, 2) + 1 }

  package func absence(_ reading: Reading) -> Absence? {
    guard let measured = tallies(reading) else { return .waiting }
    return measured.absence
  }

  package func note(_ reading: Reading) -> [[Span]] {
    let sum = (tallies(reading)?.value ?? []).reduce(0) { $0 + $1.inWindow }
    return [[Span(Figure.count(sum)), Span(" in \(reading.coveredWords)", .faint)]]
  }

  package func foot(_ reading: Reading) -> [Span] {
    let all = sorted(reading)
    if showsBursts, let tally = all.first(where: { $0.burst != nil }), let burst = tally.burst {
      let role: Role = burst.ago <= .seconds(60) ? .critical : .warning
      let when = burst.ago > .zero ? "\(Figure.span(burst.ago.seconds)) ago" : "now"
      return [
        Span("▲ burst of \(tally.name) \(when): \(Figure.count(burst.count)) in a minute, ", role),
        Span("usually \(Figure.count(burst.usual))", .faint),
      ]
    }
    if !showsBursts, let tally = all.first(where: { $0.unusualQuiet != nil }), let usual = tally.unusualQuiet
    {
      return TallyCells.quiet(tally.name, usual)
    }
    return TallyCells.seen(reading.business?.watchedFor ?? reading.security?.watchedFor)
  }

  /// Bursts first, then what happened most, of late and over all.
  private func sorted(_ reading: Reading) -> [Tally] {
    (tallies(reading)?.value ?? []).sorted { left, right in
      let bursts = (showsBursts && left.burst != nil, showsBursts && right.burst != nil)
      if bursts.0 != bursts.1 { return bursts.0 }
      if left.watched != right.watched { return left.watched > right.watched }
      let totals = (left.total ?? -1, right.total ?? -1)
      return totals.0 != totals.1 ? totals.0 > totals.1 : left.name < right.name
    }
  }

  private func table(_ reading: Reading, _ tallies: [Tally], width: Int) -> Table {
    Table([
      Table.Column(column, width: width >= 60 ? 22 : 13, align: .left, priority: 0),
      Table.Column(Figure.window(reading.window), width: 5, priority: 0),
      Table.Column(TallyCells.paceTitle(tallies), width: 8, priority: 5),
      Table.Column("seen", width: 6, priority: 3),
      Table.Column("total", width: 7, priority: 4), Table.Column("last", width: 9, priority: 1),
      Table.Column("", width: 6, align: .left, priority: 2, grows: true),
    ])
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let tallies = sorted(reading)
    let cells = TallyCells(reading: reading)
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let table = table(reading, tallies, width: inside.width)
    let lines = table.lines(rows: tallies.count, on: inside, most: 8)
    table.draw(on: inside, rows: tallies.count, lines: lines) { row, column, cell in
      let tally = tallies[row]
      let isBurst = showsBursts && (tally.burst.map { $0.ago <= .seconds(60) } ?? false)
      switch column {
      case 0: cell.put(tally.name, x: 0, y: 0, role: isBurst ? .critical : .plain, width: cell.width)
      case 1: TallyCells.count(tally.inWindow, role: isBurst ? .critical : .strong, on: cell)
      case 2: TallyCells.count(TallyCells.pace(tally, among: tallies), on: cell)
      case 3: TallyCells.count(tally.watched, on: cell)
      case 4: TallyCells.count(tally.total, on: cell)
      case 5:
        TallyCells.last(tally.lastAgo, unusual: showsBursts ? nil : tally.unusualQuiet, on: cell)
        cells.peak([tally], of: table, inside: inside, on: cell)
      default: cells.past([tally], role: isBurst ? .critical : .series1, on: cell)
      }
    }
    cells.axis(of: table, on: inside)
  }
}
