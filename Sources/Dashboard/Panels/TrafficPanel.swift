import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Traffic ─────────────────────────── 412 /s ╮
/// │ 2xx   398 /s ▅▆▅▅▅▅▆▅▅▅▅▅▅▆▆▅▅▆▆▅▅▆        │
/// │ 5xx   4.9 /s ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▄▆▅▂▁▁        │
/// │ in flight 17   errors 1.2 %                │
/// ```
package struct TrafficPanel: Panel {
  package let title = "Traffic"

  package func rows(_ reading: Reading, width: Int) -> Int { 4 }

  package func absence(_ reading: Reading) -> Absence? { reading.traffic.absence }

  package func note(_ reading: Reading) -> [Span] {
    guard let traffic = reading.traffic.value else { return [] }
    let rate = Figure.rate(traffic.total)
    return [Span(rate.digits), Span(" \(rate.unit)", .faint)]
  }

  /// The classes shown; redirects and the rest only where they come at all.
  private func classes(_ traffic: Traffic, room: Int) -> [Traffic.Class] {
    let always: [Traffic.Class] = [.success, .clientError, .serverError]
    let sometimes = [Traffic.Class.redirect, .other].filter { traffic.perSecond[$0.rawValue] > 0 }
    return Array((always + sometimes).prefix(max(room, 0))).sorted { $0.rawValue < $1.rawValue }
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let traffic = reading.traffic.value else { return }
    let summaryRows = canvas.height >= 4 ? 1 : 0
    let shown = classes(traffic, room: canvas.height - summaryRows)
    let chart = Rect(x: 16, y: 0, width: canvas.width - 17, height: 1)
    let axis = TimeAxis(reading)
    let columns = axis.columns(chart.width * (canvas.glyphs == .braille ? 2 : 1))
    let height = max((canvas.height - summaryRows) / max(shown.count, 1), 1)
    for (index, kind) in shown.enumerated() {
      let y = index * height
      let perSecond = traffic.perSecond[kind.rawValue]
      let isBad = kind == .serverError && perSecond > 0
      canvas.put(kind.word, x: 1, y: y, role: .label)
      canvas.put(.rate(perSecond), x: 5, y: y, width: 10, unit: 3, role: isBad ? .critical : .plain)
      let past = reading.trail.rates(kind, columns: columns)
      let top = Scale.roundUp(past.compactMap { $0 }.max() ?? 0)
      let part = canvas.part(Rect(x: chart.x, y: y, width: chart.width, height: height))
      Spark(past, scale: Scale(lower: 0, upper: top), role: isBad ? .critical : role(kind)).draw(on: part)
      if height > 1 {
        canvas.put("0–\(Figure.rate(top).text)", x: 1, y: y + 1, role: .faint, width: 14, align: .right)
      }
    }
    guard summaryRows > 0 else { return }
    var spans = [Span("in flight ", .label), Span(Figure.count(traffic.inFlight))]
    let errors = Figure.percent(traffic.errorShare)
    let isFailing = (traffic.errorShare ?? 0) >= Judgement.errorShareLimit
    spans += [
      Span("   errors ", .label), Span(errors.digits, isFailing ? .critical : .plain),
      Span(errors.unit.isEmpty ? "" : " %", .faint),
    ]
    canvas.put(spans, x: 1, y: canvas.height - 1, width: max(canvas.width - 2, 0))
  }

  private func role(_ kind: Traffic.Class) -> Role {
    switch kind {
    case .success: .series1
    case .redirect: .series2
    case .clientError: .series5
    case .serverError: .series6
    case .other: .series3
    }
  }
}
