import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Event loop ────────────────────── p99 13 ms ╮
/// │   mean     p50     p90     p99     max       │
/// │  10 ms   10 ms   10 ms   13 ms   14 ms       │
/// │    20 ms ▁▁▂▁▁▃▁▁▁▁▁                         │
/// ╰──────── since anyone's last scrape ─────────╯
/// ```
package struct EventLoopPanel: Panel {
  package let title = "Event loop"

  package init() {}

  package func rows(_ reading: Reading, width: Int) -> Int { 5 }

  /// Where nothing was measured this time the past is still worth seeing, and the panel keeps its place.
  package func absence(_ reading: Reading) -> Absence? {
    guard let loop = reading.runtime?.eventLoop else { return .waiting }
    return loop.absence == .notSampled ? nil : loop.absence
  }

  static func role(_ seconds: Double?) -> Role {
    guard let seconds else { return .plain }
    if seconds >= Runtime.EventLoop.critical { return .critical }
    return seconds >= Runtime.EventLoop.warning ? .warning : .plain
  }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let loop = reading.runtime?.eventLoop.value else { return [] }
    return [
      loop.deviation.map { [Span("deviation ", .faint), Span(Figure.latency($0).text)] } ?? [],
      loop.atScrape.map { [Span("at the scrape ", .faint), Span(Figure.latency($0).text)] } ?? [],
      [Span("p99 ", .faint), Span(Figure.latency(loop.p99).text, EventLoopPanel.role(loop.p99))],
    ].filter { !$0.isEmpty }
  }

  /// Every scraper resets what Node has measured: with a second one, each sees only the time since the other.
  package func foot(_ reading: Reading) -> [Span] {
    guard let loop = reading.runtime?.eventLoop, loop.absence == .notSampled else {
      return [Span("since anyone's last scrape", .faint)]
    }
    return [Span("not measured: another one looks too", .warning)]
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let runtime = reading.runtime else { return }
    let loop = runtime.eventLoop.value
    let figures: [(String, Double?)] = [
      ("min", loop?.least), ("mean", loop?.mean), ("p50", loop?.p50), ("p90", loop?.p90), ("p99", loop?.p99),
      ("max", loop?.most),
    ]
    // The least says least: it gives way first.
    let shown = canvas.width >= 50 ? figures[...] : figures.dropFirst()
    let width = min((canvas.width - 1) / max(shown.count, 1), 12)
    for (place, (word, seconds)) in shown.enumerated() {
      let cell = canvas.part(Rect(x: place * width + 1, y: 0, width: width - 1, height: 2))
      let figure = Figure.latency(seconds)
      let gap = width >= 9 && !figure.unit.isEmpty ? " " : ""
      cell.put(word, x: 0, y: 0, role: .label, width: cell.width, align: .right)
      cell.put(
        [Span(figure.digits, EventLoopPanel.role(seconds)), Span(gap + figure.unit, .faint)], x: 0, y: 1,
        width: cell.width, align: .right)
    }
    guard canvas.height > 2 else { return }
    let chart = canvas.part(Rect(x: 0, y: 2, width: canvas.width, height: canvas.height - 2))
    let values = runtime.gauges.greatest(of: .eventLoopLag, GaugeChart.stretches(reading, on: chart))
    let top = Scale.roundUp((values.compactMap { $0 }.max() ?? 0) * 1000, least: 20) / 1000
    GaugeChart(
      reading: reading, values: values, scale: Scale(lower: 0, upper: top),
      threshold: Runtime.EventLoop.warning
    ) { Figure.latency($0).text }.draw(on: chart)
  }
}
