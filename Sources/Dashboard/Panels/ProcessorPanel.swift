import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Processor ──────────────── 34 % of a core ╮
/// │ all     34 %  ▂▂▃▂▃▃▄▅▆▅▄▃▂▂▃▃▃▃▂▃▃        │
/// │ user    28 %  ▂▂▃▂▃▃▄▅▆▅▄▃▂▂▃▃▃▃▂▃▃        │
/// │ system   6 %  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁        │
/// ╰─────────────────────────────── 0–50 % ────╯
/// ```
package struct ProcessorPanel: Panel {
  package let title = "Processor"

  package init() {}

  package func rows(_ reading: Reading, width: Int) -> Int { 4 }

  package func absence(_ reading: Reading) -> Absence? {
    guard let processor = reading.runtime?.processor else { return .waiting }
    return processor.absence
  }

  static func role(_ share: Double) -> Role {
    if share >= Runtime.Processor.critical { return .critical }
    return share >= Runtime.Processor.warning ? .warning : .plain
  }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let processor = reading.runtime?.processor.value else { return [] }
    return [
      [Span(reading.coveredWords, .faint)],
      [
        Span(Figure.percent(processor.total).text, ProcessorPanel.role(processor.total)),
        Span(" of a core", .faint),
      ],
    ]
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let runtime = reading.runtime, let processor = runtime.processor.value else { return }
    let rows: [(word: String, share: Double, signals: [Signal], role: Role)] = [
      ("all", processor.total, [.userTime, .systemTime], .series1),
      ("user", processor.user, [.userTime], .series2), ("system", processor.system, [.systemTime], .series3),
    ]
    let hasAxis = canvas.height > rows.count
    let chart = Rect(x: 15, y: 0, width: canvas.width - 16, height: canvas.height - (hasAxis ? 1 : 0))
    let axis = TimeAxis(reading)
    let stretches = reading.trail.stretches(axis.columns(of: canvas.part(chart)))
    let pasts = rows.map { runtime.counters.rates(of: $0.signals, stretches) }
    // One scale for all three, so that their heights can be compared.
    let most = max(pasts[0].compactMap { $0 }.max() ?? 0, processor.total)
    let top = Scale.roundUp(most * 100, least: 10) / 100
    for ((row, past), lines) in zip(zip(rows, pasts), chart.rows(rows.map { _ in .share(1) })) {
      canvas.put(row.word, x: 1, y: lines.y, role: .label)
      canvas.put(
        .percent(row.share), x: 7, y: lines.y, width: 7, unit: 1, role: ProcessorPanel.role(row.share))
      Spark(
        past, scale: Scale(lower: 0, upper: top), role: row.role,
        threshold: row.word == "all" && top >= Runtime.Processor.warning ? Runtime.Processor.warning : nil,
        isStacked: true
      ).draw(on: canvas.part(lines))
      if lines.height > 1 {
        canvas.put(
          "0–\(Figure.percent(top).text)", x: 1, y: lines.y + 1, role: .faint, width: 13, align: .right)
      }
    }
    axis.drawMarks(through: canvas.part(chart))
    if hasAxis {
      // Where there is but a line a row, the scale stands beside the axis.
      if chart.height == rows.count {
        canvas.put(
          "0–\(Figure.percent(top).text)", x: 1, y: chart.height, role: .faint, width: 13, align: .right)
      }
      axis.draw(on: canvas.part(Rect(x: chart.x, y: chart.height, width: chart.width, height: 1)), y: 0)
    }
  }
}
