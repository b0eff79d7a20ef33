import Drawing
import MPanel
import Telemetry

/// One route over all that is kept of it, in longer steps than beside it, where the screen has room for both.
///
/// ```
/// ╭ All that is kept ───────────────────────── 15m 40s ╮
/// │ req/s  17.3 /s ▂▃▃▃▃▃▄▄▄▅▅▆▇▇▇▆▅▅▅▅▄▄▄▃▃▃▃▃▃▃▃▃▃▃▃ │
/// │        0–50 /s                                     │
/// │ 5xx       0 %  ▁▁▁▁▁▁▁▁▁▁▁▁▁▂▃▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ │
/// │ p50    91 ms   ▁▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ │
/// ╰────────────────────────────────────────────────────╯
/// ```
struct RouteHistoryPanel: Panel {
  /// The lines with which each chart shows a shape, and its frame.
  static let leastRows = 11

  let title = "All that is kept"

  func rows(_ reading: Reading, width: Int) -> Int { 4 * RouteHistoryPanel.mostLines + 1 }
  func absence(_ reading: Reading) -> Absence? { nil }

  func note(_ reading: Reading) -> [[Span]] { [[Span(Figure.span(span(reading).seconds))]] }

  private func span(_ reading: Reading) -> Duration {
    reading.trail.steps.first.map { max(reading.at - $0.at, .zero) } ?? .zero
  }

  private struct Line {
    var name: String
    var values: [Double?]
    var figure: (Double) -> Figure
    var role: Role
    /// To what its scale reaches at least.
    var least: Double
  }

  private func lines(_ reading: Reading, _ axis: TimeAxis, _ columns: [Trail.Column]) -> [Line] {
    let trail = reading.trail
    let totals = trail.totals(columns: columns)
    let failed = trail.rates(.serverError, columns: columns)
    let shares = zip(totals, failed).map { total, failed in
      total.flatMap { total in failed.map { total > 0 ? $0 / total : 0 } }
    }
    let percentiles = trail.percentiles(
      [0.5, 0.99], columns: columns, window: max(reading.chartWindow, axis.step))
    let isFailing = shares.contains { ($0 ?? 0) > 0 }
    return [
      Line(name: "req/s", values: totals, figure: { Figure.rate($0) }, role: .series1, least: 1),
      Line(
        name: "5xx", values: shares, figure: { Figure.percent($0) }, role: isFailing ? .critical : .series1,
        least: 0.01),
      Line(
        name: "p50", values: percentiles[0], figure: { Figure.latency($0) }, role: .series1, least: 0.001),
      Line(
        name: "p99", values: percentiles[1], figure: { Figure.latency($0) }, role: .series4, least: 0.001),
    ]
  }

  /// Where charts begin, as those of the status codes above.
  private static let chart = 23
  /// A chart says no more when it is higher.
  private static let mostLines = 8

  func draw(_ reading: Reading, on canvas: Canvas) {
    let area = Rect(
      x: RouteHistoryPanel.chart, y: 0, width: canvas.width - RouteHistoryPanel.chart - 1,
      height: canvas.height - 1)
    guard area.width > 8, area.height >= 4 else { return }
    let cells = area.width * (canvas.glyphs == .braille ? 2 : 1)
    let axis = TimeAxis(reading, over: span(reading), columns: cells)
    let lines = lines(reading, axis, axis.columns(cells))
    let each = min(area.height / lines.count, RouteHistoryPanel.mostLines)
    for (line, place) in zip(lines, area.rows(lines.map { _ in .fixed(each) })) {
      let known = line.values.compactMap { $0 }
      let top = Scale.roundUp(known.max() ?? 0, least: line.least)
      canvas.put(line.name, x: 1, y: place.y, role: .label)
      canvas.put(known.last.map(line.figure) ?? .none, x: 6, y: place.y, width: 12, unit: 3)
      if each > 1 {
        canvas.put(
          "0–\(line.figure(top).text)", x: 1, y: place.y + 1, role: .faint, width: 21, align: .right)
      }
      Spark(line.values, scale: Scale(lower: 0, upper: top), role: line.role)
        .draw(on: canvas.part(place))
    }
    let y = each * lines.count
    axis.drawMarks(through: canvas.part(Rect(x: area.x, y: 0, width: area.width, height: y)))
    axis.draw(on: canvas.part(Rect(x: area.x, y: y, width: area.width, height: 1)), y: 0)
  }
}
