import Drawing
import MPanel

/// ```
/// ╭ Status codes ─────────────── 5xx 1.2 %   54.3 /s ╮
/// │ 200   49 /s   98 % ▅▆▅▅▅▅▆▅▅▅▅▅▅▆▆▅▅▆▆▅▅▆         │
/// │ 503  0.6 /s  1.2 % ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▄▆▅▂▁▁         │
/// ```
struct RouteCodesPanel: Panel {
  let figures: RouteFigures
  let past: RoutePast
  /// The share of server errors that raises an alert.
  let limit: Double?

  let title = "Status codes"

  func rows(_ reading: Reading, width: Int) -> Int { figures.codes.count + 1 }

  /// With these every code has a chart as high as it gets.
  var enoughRows: Int { figures.codes.count * RouteCodesPanel.mostLines + 1 }

  func absence(_ reading: Reading) -> Absence? { figures.codes.isEmpty ? .noTraffic : nil }

  func note(_ reading: Reading) -> [[Span]] {
    let rate = Figure.rate(figures.total)
    return [
      [Span("5xx ", .faint), Span(Figure.percent(figures.errorShare).text, figures.errorRole(limit))],
      [Span(rate.digits), Span(" \(rate.unit)", .faint)],
    ]
  }

  /// Where the chart of a code begins.
  private static let chart = 23
  /// A chart of rates says no more when it is higher.
  private static let mostLines = 10

  func draw(_ reading: Reading, on canvas: Canvas) {
    let axis = TimeAxis(reading)
    let shown = figures.codes.prefix(max(canvas.height - 1, 1))
    // In a narrow panel that has the lines for it a chart stands under its figures instead of beside them.
    let isUnder = canvas.width < 44 && (canvas.height - 1) / max(shown.count, 1) >= 3
    let left = isUnder ? 1 : RouteCodesPanel.chart
    let area = Rect(x: left, y: 0, width: canvas.width - left - 1, height: canvas.height - 1)
    let columns = axis.columns(of: canvas.part(area))
    let each = min(max(area.height / max(shown.count, 1), 1), RouteCodesPanel.mostLines)
    let places = area.rows(shown.map { _ in .fixed(each) })
    for (code, lines) in zip(shown, places) {
      let kind = Traffic.Class(status: code.code)
      let role: Role = kind == .serverError ? .critical : .plain
      canvas.put(code.code.isEmpty ? "none" : code.code, x: 1, y: lines.y, role: role, width: 4)
      canvas.put(.rate(code.perSecond), x: 5, y: lines.y, width: 9, unit: 3)
      let share = Figure.percent(figures.total > 0 ? code.perSecond / figures.total : nil)
      canvas.put(share, x: 14, y: lines.y, width: 8, unit: 1)
      let rates = past.rates(code.code, columns: columns)
      let top = Scale.roundUp(rates.compactMap { $0 }.max() ?? 0)
      Spark(rates, scale: Scale(lower: 0, upper: top), role: kind == .serverError ? .critical : kind.role)
        .draw(
          on: canvas.part(
            Rect(
              x: lines.x, y: lines.y + (isUnder ? 1 : 0), width: lines.width,
              height: lines.height - (isUnder ? 1 : 0))))
      let words = "0–\(Figure.rate(top).text)"
      if isUnder {
        canvas.put(
          words, x: RouteCodesPanel.chart - 1, y: lines.y, role: .faint,
          width: canvas.width - RouteCodesPanel.chart + 1, align: .right)
      } else if lines.height > 1 {
        canvas.put(words, x: 1, y: lines.y + 1, role: .faint, width: 21, align: .right)
      }
    }
    guard let last = places.last else { return }
    let y = last.y + last.height
    axis.drawMarks(through: canvas.part(Rect(x: area.x, y: 0, width: area.width, height: y)))
    axis.draw(on: canvas.part(Rect(x: area.x, y: y, width: area.width, height: 1)), y: 0)
    if figures.codes.count > shown.count {
      canvas.put("+\(figures.codes.count - shown.count) more", x: 1, y: y, role: .faint)
    }
  }
}
