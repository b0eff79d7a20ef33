import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Pool ───────────────────────── 17/20  85 % ╮
/// │ ████████████████████████████▍  │··         │
/// │ active 17   idle 3   waiting 4             │
/// │ full in about 25 s at this slope           │
/// │ 100 %  ▄▃▄▃▄▄▄▄▄▃▄▃▄▄▃▄▄▅██▆▄▃▃            │
/// ╰─────────────────────── renewed every 30 s ─╯
/// ```
package struct PoolPanel: Panel {
  package let title = "Pool"

  package func rows(_ reading: Reading, width: Int) -> Int { 7 }

  package func absence(_ reading: Reading) -> Absence? { reading.pool.absence }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let pool = reading.pool.value else { return [] }
    let ceiling = max(pool.most ?? 0, pool.total)
    let percent = Figure.percent((pool.saturation * 100).rounded() / 100)
    return [
      [
        Span("\(Figure.count(pool.active))/\(Figure.count(ceiling))  "),
        Span(percent.text, PoolPanel.role(reading)),
      ]
    ]
  }

  package func foot(_ reading: Reading) -> [Span] {
    guard let unchanged = reading.pool.value?.unchangedFor, unchanged >= .seconds(5) else { return [] }
    // The server looks every 30 s: what is older than that has been looked at again and found the same.
    return [Span("last change \(Figure.span(unchanged.seconds)) ago", .faint)]
  }

  static func role(_ reading: Reading) -> Role {
    max(reading.severity(of: "pool"), reading.severity(of: "pool-waiting")).role
  }

  /// Where the pool begins to be nearly used up, by mPanel's own line or as it was set.
  static func line(_ rules: AlertRules) -> Double? {
    rules["pool"].flatMap { ($0.warning ?? $0.critical)?.raise }
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let pool = reading.pool.value else { return }
    let role = PoolPanel.role(reading)
    Bar([(pool.saturation, role)], threshold: PoolPanel.line(reading.rules))
      .draw(on: canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: 1)))
    let gap = canvas.width >= 40 ? "   " : "  "
    var spans = [
      Span("active ", .label), Span(Figure.count(pool.active)), Span("\(gap)idle ", .label),
      Span(Figure.count(pool.idle)), Span("\(gap)waiting ", .label),
    ]
    if let waiting = pool.waiting {
      spans.append(Span(Figure.count(waiting), waiting > 0 ? .critical : .plain))
    } else {
      spans.append(Span("not exported", .faint))
    }
    canvas.put(spans, x: 1, y: 1, width: max(canvas.width - 2, 0))
    let words = slope(pool, width: canvas.width - 2)
    let hasSlope = canvas.height == 3 || canvas.height >= 5
    if hasSlope {
      canvas.put(
        words, x: 1, y: 2, role: isCalm(pool) ? .faint : .warning, width: max(canvas.width - 2, 0))
    }
    let top = hasSlope ? 3 : 2
    guard canvas.height > top, canvas.width > 10 else { return }
    drawPast(reading, on: canvas.part(Rect(x: 0, y: top, width: canvas.width, height: canvas.height - top)))
  }

  private func isCalm(_ pool: Pool) -> Bool {
    pool.fullIn == nil && pool.saturation < 1 && (pool.waiting ?? 0) == 0
  }

  private func drawPast(_ reading: Reading, on canvas: Canvas) {
    let hasAxis = canvas.height >= 3
    let place = Rect(x: 7, y: 0, width: canvas.width - 8, height: canvas.height - (hasAxis ? 1 : 0))
    let chart = canvas.part(place)
    let axis = TimeAxis(reading)
    let past = reading.trail.saturation(columns: axis.columns(of: chart))
    let spark = Spark(
      past, scale: Scale(lower: 0, upper: 1), role: .series1, threshold: PoolPanel.line(reading.rules))
    spark.draw(on: chart)
    axis.drawMarks(through: chart)
    canvas.put("100 %", x: 1, y: 0, role: .faint)
    if let line = spark.thresholdLine(height: chart.height), line > 0 {
      canvas.put(
        Figure.percent(PoolPanel.line(reading.rules)).text, x: 1, y: line, role: .faint, width: 5,
        align: .right)
    }
    if chart.height > 1 {
      canvas.put("0 %", x: 1, y: chart.height - 1, role: .faint, width: 5, align: .right)
    }
    if hasAxis {
      axis.draw(on: canvas.part(Rect(x: 7, y: chart.height, width: chart.width, height: 1)), y: 0)
    }
  }
}
