import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Routes ─────────────────── most time first   13 routes   54.3 /s ╮
/// │   route                   time  req/s    5xx    4xx    p50    p99│
/// │ ▶ POST /api/ai/assist     34 %   0.82    0 %    0 %  1.4 s  4.1 s│
/// │   3 068 unmatched paths    2 %    1.2    0 %  100 %   1 ms   5 ms│
/// │   all                    100 %   54.3    0 %  1.2 %   9 ms  1.7 s│
/// ╰────────────────────── without scrapes and mptop's own probes ────╯
/// ```
struct RoutesPanel: Panel {
  let board: RouteBoard
  let rows: [RouteRow]
  /// Whether it shows the paths that no route matched.
  let isUnfolded: Bool
  let list: ListState
  let sort: RouteSort
  let selected: Int?
  let watch: Watch?

  var title: String { isUnfolded ? "Unmatched paths" : "Routes" }

  private var hasTotal: Bool { !isUnfolded && list.filter.isEmpty }

  func absence(_ reading: Reading) -> Absence? { board.table.absence }

  /// The titles, the rows, the row of all, and what has to be said below.
  func rows(_ reading: Reading, width: Int) -> Int {
    guard board.table.value != nil else { return 4 }
    return rows.count + (hasTotal ? 2 : 1) + footnotes(width: width - 4).count
  }

  func note(_ reading: Reading) -> [[Span]] {
    guard let table = board.table.value else { return [] }
    let rate = Figure.rate((isUnfolded ? table.unmatchedTotal : table.total)?.total)
    let count = rows.count { $0.paths == nil }
    let words = list.isReversed ? "\(sort.words), turned round" : sort.words
    let noun = (isUnfolded ? "path" : "route") + (count == 1 ? "" : "s")
    return [
      [Span("in \(reading.coveredWords)", .faint)],
      [Span(words, .faint)],
      list.filter.isEmpty
        ? [Span(RouteRow.grouped(count)), Span(" \(noun)", .faint)]
        : [Span("\(RouteRow.grouped(count)) with \(list.filter.text)", .warning)],
      [Span(rate.digits), Span(" \(rate.unit)", .faint)],
    ]
  }

  func foot(_ reading: Reading) -> [Span] { [Span("without scrapes and mptop's own probes", .faint)] }

  private func footnotes(width: Int) -> [String] {
    var notes: [String] = []
    if rows.contains(where: { $0.figures.isAmbiguous }) {
      notes.append("≈ mount prefix lost by this build: several endpoints share this row")
    }
    if isUnfolded {
      notes.append("no route of mPanel's matched these: clients made them up, so there can be any number")
    }
    return notes.flatMap { WrappedText.lines($0, width: width) }
  }

  func draw(_ reading: Reading, on canvas: Canvas) {
    guard let figures = board.table.value else { return }
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let notes = inside.height >= 5 ? footnotes(width: inside.width) : []
    let parts = inside.bounds.rows([.share(1), .fixed(notes.count)])
    var table = RouteRows(
      rows: self.rows, selected: selected, sort: sort, reading: reading, watch: watch, index: board.index)
    if hasTotal { table.total = figures.total }
    table.draw(on: inside.part(parts[0]))
    if self.rows.isEmpty, !list.filter.isEmpty {
      inside.put(
        "no route has \(list.filter.text); Esc shows all", x: 2, y: 2, role: .warning,
        width: max(inside.width - 2, 0))
    }
    for (line, note) in notes.enumerated() {
      inside.put(note, x: 0, y: parts[1].y + line, role: .faint, width: inside.width)
    }
  }
}
