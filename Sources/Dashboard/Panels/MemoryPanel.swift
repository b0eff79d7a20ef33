import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Memory ─────────────────────────── 15 % of 1 GB ╮
/// │ resident  154 MB ██████▏·······················│ │
/// │ heap       45 MB ███████████████████████▌······ │
/// │ external 2.2 MB   data 130 MB   virtual 1 GB    │
/// │  200 MB ▃▃▄▄▅▅▃▃▄▄▅                             │
/// ╰──────────────────────── PM2 restarts at 1 GB ───╯
/// ```
package struct MemoryPanel: Panel {
  package let title = "Memory"

  package init() {}

  package func rows(_ reading: Reading, width: Int) -> Int { 6 }

  package func absence(_ reading: Reading) -> Absence? {
    guard let memory = reading.runtime?.memory else { return .waiting }
    return memory.absence
  }

  private func role(_ memory: Runtime.Memory) -> Role {
    guard let share = memory.shareOfLimit else { return .plain }
    return share >= 1 ? .critical : share >= Runtime.Memory.warningShare ? .warning : .good
  }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let memory = reading.runtime?.memory.value, let share = memory.shareOfLimit else { return [] }
    let limit = Figure.bytes(Runtime.Memory.restartsAt).text
    return [
      [Span("PM2 restarts mPanel at \(limit)", .faint)],
      [Span(Figure.percent(share).text, role(memory)), Span(" of \(limit)", .faint)],
    ]
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let runtime = reading.runtime, let memory = runtime.memory.value else { return }
    bar(
      "resident", memory.resident, share: memory.shareOfLimit ?? 0, role: role(memory), y: 0,
      threshold: Runtime.Memory.warningShare, on: canvas)
    let share = memory.heapTotal.flatMap { total in memory.heapUsed.map { total > 0 ? $0 / total : 0 } }
    bar("heap", memory.heapUsed, share: share ?? 0, role: .series2, y: 1, threshold: nil, on: canvas)
    let rest: [(String, Double?)] = [
      ("heap size", memory.heapTotal), ("external", memory.external), ("data", memory.data),
      ("virtual", memory.virtual),
    ]
    var spans: [Span] = []
    for (word, bytes) in rest {
      guard let bytes else { continue }
      let piece = [Span(spans.isEmpty ? "" : "  "), Span("\(word) ", .label), Span(Figure.bytes(bytes).text)]
      if (spans + piece).width() <= canvas.width - 2 { spans += piece }
    }
    canvas.put(spans, x: 1, y: 2, width: max(canvas.width - 2, 0))
    guard canvas.height > 3 else { return }
    drawPast(runtime, reading, on: canvas)
  }

  private func bar(
    _ word: String, _ bytes: Double?, share: Double, role: Role, y: Int, threshold: Double?, on canvas: Canvas
  ) {
    canvas.put(word, x: 1, y: y, role: .label)
    canvas.put(
      .bytes(bytes), x: 10, y: y, width: 7, unit: 2,
      role: role == .good ? .plain : role == .series2 ? .plain : role)
    Bar([(share, role)], threshold: threshold)
      .draw(on: canvas.part(Rect(x: 18, y: y, width: canvas.width - 19, height: 1)))
  }

  /// Resident memory above the heap where there is room for both, on one scale.
  private func drawPast(_ runtime: Runtime, _ reading: Reading, on canvas: Canvas) {
    let whole = canvas.part(Rect(x: 0, y: 3, width: canvas.width, height: canvas.height - 3))
    let isBoth = whole.height >= 5
    let parts = isBoth ? whole.bounds.rows([.share(1), .share(1)]) : [whole.bounds]
    for (signal, part) in zip([Signal.residentMemory, .heapUsed], parts) {
      let chart = whole.part(part)
      let values = runtime.gauges.greatest(of: signal, GaugeChart.stretches(reading, on: chart))
      let megabyte = 1_048_576.0
      let top = Scale.roundUp((values.compactMap { $0 }.max() ?? 0) / megabyte, least: 50) * megabyte
      GaugeChart(
        reading: reading, values: values, scale: Scale(lower: 0, upper: top),
        role: signal == .heapUsed ? .series2 : .series1,
        threshold: signal == .residentMemory ? Runtime.Memory.restartsAt * Runtime.Memory.warningShare : nil,
        name: isBoth ? (signal == .heapUsed ? "heap" : "resident") : ""
      ) { Figure.bytes($0).text }.draw(on: chart)
    }
  }
}
