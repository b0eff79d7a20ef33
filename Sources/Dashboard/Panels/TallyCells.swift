import Drawing
import MPanel
import Telemetry

/// The cells that all tables of counted things share.
struct TallyCells {
  let reading: Reading

  /// `12 s`, or in the colour of a warning with its mark where that is longer than usual.
  static func last(_ ago: Duration?, unusual: Duration?, on cell: Canvas) {
    guard let ago else {
      cell.put("-", x: 0, y: 0, role: .faint, width: cell.width, align: .right)
      return
    }
    var words = Figure.span(ago.seconds)
    let mark = unusual == nil ? "" : cell.width < 9 ? "▲" : "▲ "
    // Where both units have no room, the greater one says what matters.
    if TextWidth.columns(mark + words) > cell.width, let space = words.firstIndex(of: " ") {
      words = String(words[..<space])
    }
    let role: Role = unusual == nil ? .plain : .warning
    let spans = [Span(mark, role), Span(words, role)]
    cell.put(spans, x: 0, y: 0, width: cell.width, align: .right)
  }

  /// A count; nothing at all is quieter.
  static func count(_ value: Double?, role: Role = .plain, on cell: Canvas) {
    let isNothing = value.map { $0 == 0 } ?? true
    cell.put(
      Figure.count(value), x: 0, y: 0, role: isNothing ? .faint : role, width: cell.width, align: .right)
  }

  /// The time of the charts in the last column, in the line of titles above them.
  func axis(of table: Table, on inside: Canvas) {
    guard let place = table.place(of: table.columns.count - 1, width: inside.width) else { return }
    TimeAxis(reading).draw(on: inside.part(Rect(x: place.x, y: 0, width: place.width, height: 1)), y: 0)
  }

  /// A row of several lines leaves the last one empty, a single one the upper edge: charts of neighbours must not run
  /// into each other.
  private static func chart(of cell: Canvas) -> (canvas: Canvas, headroom: Double) {
    guard cell.height < 3 else {
      return (cell.part(Rect(x: 0, y: 0, width: cell.width, height: cell.height - 1)), 1)
    }
    let eighths = Double(cell.height * 8)
    return (cell, eighths / (eighths - 1))
  }

  /// How often over time, all tallies of a row together, each row to its own greatest.
  func past(_ tallies: [Tally], role: Role = .series1, on cell: Canvas) {
    let (chart, headroom) = TallyCells.chart(of: cell)
    let sums = sums(tallies, on: chart)
    let most = sums.compactMap { $0 }.max() ?? 0
    Spark(sums, scale: Scale(lower: 0, upper: most > 0 ? most * headroom : 1), role: role).draw(on: chart)
    TimeAxis(reading).drawMarks(through: chart)
  }

  private func sums(_ tallies: [Tally], on cell: Canvas) -> [Double?] {
    let stretches = reading.trail.stretches(TimeAxis(reading).columns(of: cell))
    let rows = tallies.map { $0.past.rates(stretches) }
    return stretches.indices.map { column in
      let known = rows.compactMap { $0[column] }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
  }

  /// What the highest column of a row's chart stands for, under the figures beside it, where the row has lines for that.
  func peak(
    _ tallies: [Tally], of table: Table, inside: Canvas, on cell: Canvas,
    words: (Double) -> String = { Figure.count($0) }
  ) {
    guard cell.height > 1, let place = table.place(of: table.columns.count - 1, width: inside.width) else {
      return
    }
    let sums = sums(tallies, on: inside.part(Rect(x: place.x, y: 0, width: place.width, height: 1)))
    guard let most = sums.compactMap({ $0 }).max(), most > 0 else { return }
    let count = words((most * TimeAxis(reading).step.seconds).rounded())
    cell.put("peak \(count)", x: 0, y: 1, role: .faint, width: cell.width, align: .right)
  }

  /// The title of the column that says how much that is: of an hour where one is known, else of a minute.
  static func paceTitle(_ tallies: [Tally]) -> String { isOfAnHour(tallies) ? "1 h" : "per min" }

  static func pace(_ tally: Tally, among tallies: [Tally]) -> Double? {
    isOfAnHour(tallies) ? tally.inHour : tally.perMinute
  }

  private static func isOfAnHour(_ tallies: [Tally]) -> Bool { tallies.contains { $0.inHour != nil } }

  /// What stands in the lower edge where something has been quiet for too long: the rule.
  static func quiet(_ name: String, _ usual: Duration) -> [Span] {
    [
      Span("▲ ", .warning), Span("\(name) quiet: ", .warning),
      Span("usually every \(Figure.span(max(usual.seconds, 1)))", .faint),
    ]
  }

  /// How long mptop has watched, which is what "seen" counts from.
  static func seen(_ watched: Duration?) -> [Span] {
    [Span("seen: in the last \(Figure.span(watched?.seconds))", .faint)]
  }
}
