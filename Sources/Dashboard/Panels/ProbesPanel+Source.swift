import Drawing
import MPanel
import Telemetry

/// Of an instance that mptop does not ask itself: who tells of it, and what asking that one costs.
extension ProbesPanel {
  func sourceLines(_ reading: Reading) -> [[Span]] {
    guard let source = reading.target.source, let probe = reading.probes.first else { return [] }
    let lamp = ProbesPanel.lamp(probe.verdict)
    var line = [
      Span("\(lamp.shape) ", lamp.role), Span(probe.words, probe.verdict == .bad ? .critical : .plain),
    ]
    if let age = reading.age { line.append(Span("  scraped \(Figure.span(age.seconds)) ago", .faint)) }
    if let took = reading.cost.scrapeDuration, took > .zero {
      line.append(Span(" in \(Figure.latency(took.seconds).text)", .faint))
    }
    line.append(Span("  watched through \(source): probes are not asked", .faint))
    let warning = reading.cost.source?.warning.map { [Span("▲ \($0)", .warning)] }
    return [line] + [warning].compactMap { $0 }
  }

  func sourceNote(_ reading: Reading) -> [[Span]] {
    guard let cost = reading.cost.source else { return [] }
    let bytes = Figure.bytes(Double(cost.bytes)).text
    return [
      [Span("a question about all costs \(bytes), \(Figure.latency(cost.duration.seconds).text)", .faint)]
    ]
  }
}
