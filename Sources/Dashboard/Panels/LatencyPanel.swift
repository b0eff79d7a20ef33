import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Latency ────────────────────── 24.7k requests in 1 m ╮
/// │         now      min      max   ╵1 m        now bucket│
/// │ p50    12 ms    9 ms    48 ms  ▁▁▂▁▁▂▂▂▂▁▂▂▁▁ 10–50 ms│
/// │ p99   1.2 s   180 ms    1.9 s  ▃▃▃▃▃▃▃▃▄▅██▇▅ 1–2 s   │
/// │  > 10 s                        heat map              │
/// ╰──────────────────────── █ 39 requests in a step ─────╯
/// ```
package struct LatencyPanel: Panel {
  package let title = "Latency"

  package func rows(_ reading: Reading, width: Int) -> Int {
    LatencyLayout.fixedRows + Latency.quantiles.count
      + (reading.latency.value.map { max($0.bounds.count, 1) } ?? 0)
  }

  package func absence(_ reading: Reading) -> Absence? { reading.latency.absence }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let latency = reading.latency.value else { return [] }
    return [
      [
        Span(Figure.count(latency.requests.rounded()), .plain),
        Span(" requests in \(reading.coveredWords)", .faint),
      ]
    ]
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let latency = reading.latency.value, canvas.width > 12 else { return }
    let places = LatencyColumns(width: canvas.width)
    let layout = LatencyLayout(
      height: canvas.height, percentiles: latency.percentiles.count, buckets: latency.bounds.count)
    drawTitles(reading, places, on: canvas)
    let axis = TimeAxis(reading)
    let chart = canvas.part(Rect(x: places.chart, y: 0, width: places.chartWidth, height: canvas.height))
    let past = reading.trail.percentiles(
      Latency.quantiles, columns: axis.columns(of: chart), window: reading.chartWindow)
    let scale = Scale.latencies(past, isLinear: canvas.isLinear)
    var y = 1
    for (row, percentile) in latency.percentiles.enumerated() where y < canvas.height {
      let lines = layout.percentiles[row]
      draw(
        percentile, past: past[row], highest: latency.bounds.last { $0.isFinite },
        isLast: row == latency.percentiles.count - 1,
        severity: reading.severity(of: "latency-\(percentile.name)"), places, y: y, on: canvas)
      Spark(past[row], scale: scale, role: Role.series[min(row, 5)], isStacked: true)
        .draw(on: chart.part(Rect(x: 0, y: y, width: chart.width, height: lines)))
      y += lines
    }
    axis.drawMarks(through: chart.part(Rect(x: 0, y: 1, width: chart.width, height: y - 1)))
    if y < canvas.height {
      canvas.put("mean", x: 1, y: y, role: .label)
      canvas.put(.latency(latency.mean), x: LatencyColumns.figure, y: y, width: 10, unit: 2)
      let words = scale.words
      let start = min(places.chart, places.chart + places.chartWidth - TextWidth.columns(words))
      canvas.put(
        words, x: max(start, 15), y: y, role: .faint, width: places.chart + places.chartWidth - max(start, 15)
      )
    }
    guard layout.bucket > 0 else { return }
    LatencyHeat(reading: reading, bounds: latency.bounds).draw(
      on: canvas.part(Rect(x: 0, y: y + 1, width: canvas.width, height: canvas.height - y - 1)),
      lines: layout.bucket)
  }

  private func drawTitles(_ reading: Reading, _ places: LatencyColumns, on canvas: Canvas) {
    canvas.put(reading.newestWord, x: LatencyColumns.figure, y: 0, role: .label, width: 7, align: .right)
    if places.extremes > 0 {
      canvas.put("min", x: 15, y: 0, role: .label, width: 5, align: .right)
      canvas.put("max", x: 24, y: 0, role: .label, width: 5, align: .right)
    }
    TimeAxis(reading).draw(
      on: canvas.part(Rect(x: places.chart, y: 0, width: places.chartWidth, height: 1)), y: 0)
    if places.bucket > 0 { canvas.put("bucket", x: canvas.width - places.bucket, y: 0, role: .label) }
  }

  private func draw(
    _ percentile: Percentile, past: [Double?], highest: Double?, isLast: Bool, severity: Condition.Severity,
    _ places: LatencyColumns, y: Int, on canvas: Canvas
  ) {
    canvas.put(percentile.name, x: 1, y: y, role: .label)
    canvas.put(
      LatencyPanel.figure(percentile), x: LatencyColumns.figure, y: y, width: 10, unit: 2,
      role: severity >= .warning ? severity.role : isLast ? .strong : .plain)
    if places.extremes > 0 {
      // The newest figure is one of those of which these are the least and the greatest.
      let known =
        past.compactMap { $0 } + [percentile.isBeyond ? percentile.seconds.nextUp : percentile.seconds]
      for (x, seconds) in [(15, known.min()), (24, known.max())] {
        canvas.put(LatencyPanel.figure(seconds, highest: highest), x: x, y: y, width: 8, unit: 2)
      }
    }
    if places.bucket > 0 {
      canvas.put(
        LatencyPanel.range(percentile), x: canvas.width - places.bucket, y: y,
        role: percentile.isBeyond ? .warning : .faint, width: places.bucket - 1)
    }
  }
}
