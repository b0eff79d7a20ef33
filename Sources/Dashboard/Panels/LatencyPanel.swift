import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Latency ────────────────────── 24.7k requests in 1 m ╮
/// │         now      min      max  1m 04s ago  now bucket│
/// │ p50    12 ms    9 ms    48 ms  ▁▁▂▁▁▂▂▂▂▁▂▂▁▁ 10–50 ms│
/// │ p99   1.2 s   180 ms    1.9 s  ▃▃▃▃▃▃▃▃▄▅██▇▅ 1–2 s   │
/// │  > 10 s                        heat map              │
/// ```
package struct LatencyPanel: Panel {
  package let title = "Latency"

  package func rows(_ reading: Reading, width: Int) -> Int {
    Latency.quantiles.count + 2 + (reading.latency.value.map { max($0.bounds.count, 1) } ?? 0) + 2
  }

  package func absence(_ reading: Reading) -> Absence? { reading.latency.absence }

  package func note(_ reading: Reading) -> [Span] {
    guard let latency = reading.latency.value else { return [] }
    return [
      Span(Figure.count(latency.requests.rounded()), .plain),
      Span(" requests in \(reading.coveredWords)", .faint),
    ]
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let latency = reading.latency.value, canvas.width > 12 else { return }
    let bucket = canvas.width >= 60 ? 15 : 0
    let extremes = canvas.width >= 44 ? 18 : 0
    let chart = Rect(
      x: 15 + extremes, y: 0, width: canvas.width - 16 - extremes - bucket, height: canvas.height)
    drawHeader(canvas, chart: chart, extremes: extremes, bucket: bucket, reading)
    let axis = TimeAxis(reading)
    let columns = axis.columns(chart.width * (canvas.glyphs == .braille ? 2 : 1))
    let past = reading.trail.percentiles(Latency.quantiles, columns: columns, window: reading.window)
    let scale = LatencyPanel.scale(past)
    for (row, percentile) in latency.percentiles.enumerated() where row + 1 < canvas.height {
      let y = row + 1
      let role: Role = row == latency.percentiles.count - 1 ? .strong : .plain
      canvas.put(percentile.name, x: 1, y: y, role: .label)
      canvas.put(LatencyPanel.figure(percentile), x: 4, y: y, width: 10, unit: 2, role: role)
      let known = past[row].compactMap { $0 }
      if extremes > 0 {
        canvas.put(.latency(known.min()), x: 15, y: y, width: 8, unit: 2)
        canvas.put(.latency(known.max()), x: 24, y: y, width: 8, unit: 2)
      }
      Spark(past[row], scale: scale, role: Role.series[min(row, 5)])
        .draw(on: canvas.part(Rect(x: chart.x, y: y, width: chart.width, height: 1)))
      if bucket > 0 {
        canvas.put(
          LatencyPanel.range(percentile), x: canvas.width - bucket + 1, y: y,
          role: percentile.isBeyond ? .warning : .faint, width: bucket - 1)
      }
    }
    let used = latency.percentiles.count + 1
    let mean = Figure.latency(latency.mean)
    if canvas.height > used {
      canvas.put("mean", x: 1, y: used, role: .label)
      canvas.put(mean, x: 4, y: used, width: 10, unit: 2)
    }
    let room = canvas.height - used - 2
    if room >= 3 {
      LatencyHeat(reading: reading, bounds: latency.bounds).draw(
        on: canvas.part(Rect(x: 0, y: used + 1, width: canvas.width, height: canvas.height - used - 1)))
    }
  }

  private func drawHeader(
    _ canvas: Canvas, chart: Rect, extremes: Int, bucket: Int, _ reading: Reading
  ) {
    canvas.put("now", x: 4, y: 0, role: .label, width: 7, align: .right)
    if extremes > 0 {
      canvas.put("min", x: 15, y: 0, role: .label, width: 5, align: .right)
      canvas.put("max", x: 24, y: 0, role: .label, width: 5, align: .right)
    }
    TimeAxis(reading).draw(on: canvas.part(chart), y: 0)
    if bucket > 0 { canvas.put("bucket", x: canvas.width - bucket + 1, y: 0, role: .label) }
  }

  /// One logarithmic scale for all percentiles, so that their heights can be compared.
  private static func scale(_ past: [[Double?]]) -> Scale {
    let known = past.joined().compactMap { $0 }.filter { $0 > 0 }
    let lower = max((known.min() ?? 0.001) / 2, 0.000_1)
    return Scale(lower: lower, upper: max(known.max() ?? 1, lower * 10), isLogarithmic: true)
  }

  /// `12 ms`, or `>10 s` where only "more than" can be said.
  package static func figure(_ percentile: Percentile) -> Figure {
    let figure = Figure.latency(percentile.seconds)
    return percentile.isBeyond ? Figure(">\(figure.digits)", figure.unit) : figure
  }

  /// `100–500 ms`: the bucket, which is all that is really known.
  static func range(_ percentile: Percentile) -> String {
    let lower = Figure.latency(max(percentile.lower, 0))
    guard percentile.upper.isFinite else { return "over \(lower.text)" }
    let upper = Figure.latency(percentile.upper)
    return lower.unit == upper.unit ? "\(lower.digits)–\(upper.text)" : "\(lower.text)–\(upper.text)"
  }
}
