import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Traffic ────────────── errors 1.2 %   412 /s ╮
/// │ 2xx   398 /s ▅▆▅▅▅▅▆▅▅▅▅▅▅▆▆▅▅▆▆▅▅▆          │
/// │ 5xx   4.9 /s ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▄▆▅▂▁▁          │
/// ╰────────────────────────────── in flight 17 ──╯
/// ```
package struct TrafficPanel: Panel {
  package let title = "Traffic"

  package func rows(_ reading: Reading, width: Int) -> Int {
    reading.traffic.value.map { classes($0, room: 5).count } ?? 3
  }

  package func absence(_ reading: Reading) -> Absence? { reading.traffic.absence }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let traffic = reading.traffic.value else { return [] }
    let rate = Figure.rate(traffic.total)
    let errors = Figure.percent(traffic.errorShare)
    let isFailing = reading.severity(of: "errors") >= .warning
    return [
      [Span("errors ", .faint), Span(errors.text, isFailing ? .critical : .plain)],
      [Span(rate.digits), Span(" \(rate.unit)", .faint)],
    ]
  }

  package func foot(_ reading: Reading) -> [Span] {
    guard let inFlight = reading.traffic.value?.inFlight else { return [] }
    return [Span("in flight ", .faint), Span(Figure.count(inFlight))]
  }

  /// The classes shown; redirects and the rest only where they come at all.
  private func classes(_ traffic: Traffic, room: Int) -> [Traffic.Class] {
    let always: [Traffic.Class] = [.success, .clientError, .serverError]
    let sometimes = [Traffic.Class.redirect, .other].filter { traffic.perSecond[$0.rawValue] > 0 }
    return Array((always + sometimes).prefix(max(room, 0))).sorted { $0.rawValue < $1.rawValue }
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let traffic = reading.traffic.value else { return }
    let shown = classes(traffic, room: canvas.height)
    let hasAxis = canvas.height > shown.count
    let chart = Rect(x: 16, y: 0, width: canvas.width - 17, height: canvas.height - (hasAxis ? 1 : 0))
    let axis = TimeAxis(reading)
    let columns = axis.columns(of: canvas.part(chart))
    for (kind, lines) in zip(shown, chart.rows(shown.map { _ in .share(1) })) {
      let isBad = kind == .serverError && reading.severity(of: "errors") >= .warning
      draw(
        kind, traffic.perSecond[kind.rawValue], isBad: isBad, reading.trail.rates(kind, columns: columns),
        lines, canvas)
    }
    axis.drawMarks(through: canvas.part(chart))
    if hasAxis {
      axis.draw(on: canvas.part(Rect(x: chart.x, y: chart.height, width: chart.width, height: 1)), y: 0)
    }
  }

  private func draw(
    _ kind: Traffic.Class, _ perSecond: Double, isBad: Bool, _ past: [Double?], _ lines: Rect,
    _ canvas: Canvas
  ) {
    canvas.put(kind.word, x: 1, y: lines.y, role: .label)
    canvas.put(.rate(perSecond), x: 5, y: lines.y, width: 10, unit: 3, role: isBad ? .critical : .plain)
    let top = Scale.roundUp(past.compactMap { $0 }.max() ?? 0)
    Spark(past, scale: Scale(lower: 0, upper: top), role: isBad ? .critical : kind.role, isStacked: true)
      .draw(on: canvas.part(lines))
    if lines.height > 1 {
      canvas.put("0–\(Figure.rate(top).text)", x: 1, y: lines.y + 1, role: .faint, width: 14, align: .right)
    }
  }
}
