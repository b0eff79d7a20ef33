import Drawing
import Exposition
import MPanel
import Telemetry

/// The series of a family: help, the past of the selected one, and a table with a column a label.
///
/// ```
/// ╭ mpanel_http_requests_total ──────── fastest first   39 series   counter ╮
/// │ Total number of HTTP requests                                           │
/// │         now      least       most                  ╵30 s            now │
/// │ rate   54 /s     48 /s      60 /s ▅▆▅▅▅▅▆▅▅▅▅▅▅▆▆▅▅▆▆▅▅▆▅▆▅▅▅▅▆▅▅▅▅▅    │
/// │   method route             status_code    total      /s    least    most│
/// │ ▶ all                                     24.7k   54 /s                 │
/// │   GET    /api/products     200             8.1k   14 /s  12 /s    18 /s │
/// ```
struct MembersPanel: Panel {
  let board: FamilyBoard
  let family: FamilySeries
  let list: ListState
  let selected: Int?
  let watch: Watch?

  var title: String { family.name }

  func absence(_ reading: Reading) -> Absence? {
    board.rows.isEmpty && list.filter.isEmpty ? .noSeries(family: family.name) : nil
  }

  func rows(_ reading: Reading, width: Int) -> Int { board.rows.count + 14 }

  func note(_ reading: Reading) -> [[Span]] {
    let sort = MemberSort.allCases[list.sort % MemberSort.allCases.count]
    let count = board.rows.count { $0.place != nil }
    return [
      [Span("in \(reading.coveredWords)", .faint)],
      [Span(list.isReversed ? "\(sort.words), turned round" : sort.words, .faint)],
      list.filter.isEmpty
        ? [Span(RouteRow.grouped(count)), Span(" series", .faint)]
        : [Span("\(RouteRow.grouped(count)) with \(list.filter.text)", .warning)],
      [Span(family.type.rawValue, .faint)],
    ]
  }

  func foot(_ reading: Reading) -> [Span] {
    let count = family.leftOutBounds
    guard count > 0 else { return [] }
    return [
      Span("\(RouteRow.grouped(count)) bounds beyond the limit of \(BucketBounds.most) left out", .warning)
    ]
  }

  func draw(_ reading: Reading, on canvas: Canvas) {
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let help = WrappedText.lines(family.help, width: inside.width).prefix(2)
    for (line, text) in help.enumerated() {
      inside.put(text, x: 0, y: line, role: .faint, width: inside.width)
    }
    // The table keeps what it needs, up to two thirds; the chart has the rest, a quarter at least.
    let room = inside.height - help.count
    let least = min(MemberChart.leastRows(family) + 1, room / 2)
    let chart = max(least, min(room - board.rows.count - 2, room * 2 / 3))
    let parts = inside.bounds.rows([.fixed(help.count), .fixed(chart), .share(1)])
    if let charted = board.charted {
      MemberChart(family: family, past: charted.past, reading: reading)
        .draw(on: inside.part(Rect(x: 0, y: parts[1].y, width: inside.width, height: max(chart - 1, 0))))
    }
    let table = inside.part(parts[2])
    guard !board.rows.isEmpty else {
      table.put(
        "no series has \(list.filter.text); Esc shows all", x: 2, y: 1, role: .warning,
        width: max(table.width - 2, 0))
      return
    }
    MemberTable(board: board, family: family, selected: selected, watch: watch, reading: reading)
      .draw(on: table)
  }
}
