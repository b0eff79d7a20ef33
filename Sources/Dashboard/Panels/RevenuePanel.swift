import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Revenue ─────────────────── USD 410.00 seen ╮
/// │               1 m   per min      seen  last │
/// │ USD hosting 80.00    400.00    330.00  12 s │
/// ╰───────────────────── seen: in 12m 20s ──────╯
/// ```
package struct RevenuePanel: Panel {
  package let title = "Revenue"

  package init() {}

  private func tallies(_ reading: Reading) -> [Tally] {
    (reading.business?.revenue.value ?? []).sorted {
      $0.watched != $1.watched ? $0.watched > $1.watched : $0.name < $1.name
    }
  }

  package func rows(_ reading: Reading, width: Int) -> Int { max(tallies(reading).count, 2) + 1 }

  package func absence(_ reading: Reading) -> Absence? {
    guard let revenue = reading.business?.revenue else { return .waiting }
    return revenue.absence
  }

  /// What was seen, by currency: amounts of two currencies are never added up.
  package func note(_ reading: Reading) -> [[Span]] {
    var sums: [(currency: String, cents: Double)] = []
    for tally in tallies(reading) {
      let currency = (tally.labels.first ?? "").uppercased()
      if let place = sums.firstIndex(where: { $0.currency == currency }) {
        sums[place].cents += tally.watched
      } else {
        sums.append((currency, tally.watched))
      }
    }
    return sums.reversed().map { [Span("\($0.currency) ", .faint), Span(Money.text(cents: $0.cents))] }
  }

  package func foot(_ reading: Reading) -> [Span] {
    if let quiet = tallies(reading).first(where: { $0.unusualQuiet != nil }), let usual = quiet.unusualQuiet {
      return TallyCells.quiet(quiet.name, usual)
    }
    return TallyCells.seen(reading.business?.watchedFor)
  }

  private func table(_ reading: Reading, _ rows: [Tally], width: Int) -> Table {
    Table([
      Table.Column("", width: width >= 40 ? 13 : 11, align: .left, priority: 0),
      Table.Column(Figure.window(reading.window), width: 9, priority: 0),
      Table.Column(TallyCells.paceTitle(rows), width: 9, priority: 4),
      Table.Column("seen", width: 11, priority: 3),
      Table.Column("total", width: 13, priority: 5),
      Table.Column("last", width: width >= 40 ? 9 : 7, priority: 1),
      Table.Column("", width: 6, align: .left, priority: 2, grows: true),
    ])
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let rows = tallies(reading)
    let cells = TallyCells(reading: reading)
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let table = table(reading, rows, width: inside.width)
    let lines = table.lines(rows: rows.count, on: inside, most: 8)
    table.draw(on: inside, rows: rows.count, lines: lines) { row, column, cell in
      let tally = rows[row]
      switch column {
      case 0:
        let name = [tally.labels.first?.uppercased() ?? ""] + tally.labels.dropFirst()
        cell.put(name.joined(separator: " "), x: 0, y: 0, width: cell.width)
      case 1: amount(tally.inWindow, role: .strong, on: cell)
      case 2: amount(TallyCells.pace(tally, among: rows).map { $0.rounded() }, on: cell)
      case 3: amount(tally.watched, on: cell)
      case 4: amount(tally.total, on: cell)
      case 5:
        TallyCells.last(tally.lastAgo, unusual: tally.unusualQuiet, on: cell)
        cells.peak([tally], of: table, inside: inside, on: cell) { Figure.count(($0 / 100).rounded()) }
      default: cells.past([tally], on: cell)
      }
    }
    cells.axis(of: table, on: inside)
  }

  /// An amount that is too long for its place is said shorter, never cut.
  private func amount(_ cents: Double?, role: Role = .plain, on cell: Canvas) {
    let exact = Money.text(cents: cents)
    let text =
      TextWidth.columns(exact) <= cell.width ? exact : Figure.count(cents.map { $0 / 100 })
    let isNothing = cents.map { $0 == 0 } ?? true
    cell.put(text, x: 0, y: 0, role: isNothing ? .faint : role, width: cell.width, align: .right)
  }
}
