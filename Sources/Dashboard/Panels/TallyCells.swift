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
    let words = Figure.span(ago.seconds)
    let spans = unusual == nil ? [Span(words)] : [Span("▲ ", .warning), Span(words, .warning)]
    cell.put(spans, x: 0, y: 0, width: cell.width, align: .right)
  }

  /// A count; nothing at all is quieter.
  static func count(_ value: Double?, role: Role = .plain, on cell: Canvas) {
    let isNothing = value.map { $0 == 0 } ?? true
    cell.put(
      Figure.count(value), x: 0, y: 0, role: isNothing ? .faint : role, width: cell.width, align: .right)
  }

  /// How often over time, all tallies of a row together.
  func past(_ tallies: [Tally], role: Role = .series1, on cell: Canvas) {
    let stretches = reading.trail.stretches(TimeAxis(reading).columns(of: cell))
    let rows = tallies.map { $0.past.rates(stretches) }
    let sums: [Double?] = stretches.indices.map { column in
      let known = rows.compactMap { $0[column] }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
    let most = sums.compactMap { $0 }.max() ?? 0
    Spark(sums, scale: Scale(lower: 0, upper: most > 0 ? most : 1), role: role).draw(on: cell)
  }

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
