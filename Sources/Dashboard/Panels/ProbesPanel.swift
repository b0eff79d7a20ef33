import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Probes ───────────────────────────────────── budget 97/100 of /api ╮
/// │ ● metrics  311 series       4.2 ms   2 s ago                       │
/// │ ● health   healthy           12 ms  41 s ago                       │
/// ```
package struct ProbesPanel: Panel {
  package let title = "Probes"

  package func rows(_ reading: Reading, width: Int) -> Int { reading.probes.count }

  package func absence(_ reading: Reading) -> Absence? { nil }

  package func note(_ reading: Reading) -> [Span] {
    var spans: [Span] = []
    if let bytes = reading.cost.pageBytes, let duration = reading.cost.scrapeDuration {
      spans += [
        Span(
          "a look costs \(Figure.bytes(Double(bytes)).text), \(Figure.latency(duration.seconds).text)", .faint
        )
      ]
    }
    if let budget = reading.cost.budget, let limit = budget.limit, let remaining = budget.remaining {
      let isLow = remaining * 4 < limit
      spans += [Span("   /api budget ", .faint), Span("\(remaining)/\(limit)", isLow ? .warning : .plain)]
    }
    return spans
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let contradiction = contradiction(reading)
    for (row, probe) in reading.probes.enumerated() where row < canvas.height {
      let lamp = ProbesPanel.lamp(probe.verdict)
      let right = canvas.width >= 44 ? 22 : 0
      canvas.set(lamp.shape, x: 1, y: row, role: lamp.role)
      canvas.put(probe.endpoint.rawValue, x: 3, y: row, role: .label, width: 8)
      var words = [Span(probe.words, probe.verdict == .bad ? .critical : .plain)]
      if probe.endpoint == .health, let contradiction { words = [Span(contradiction, .warning)] }
      canvas.put(words, x: 11, y: row, width: max(canvas.width - 12 - right, 0))
      guard right > 0 else { continue }
      canvas.put(.latency(probe.latency?.seconds), x: canvas.width - 22, y: row, width: 9, unit: 2)
      if let age = probe.age {
        canvas.put(
          "\(Figure.span(age.seconds)) ago", x: canvas.width - 12, y: row, role: .faint, width: 11,
          align: .right)
      }
    }
  }

  /// `/api/health` of stock builds says healthy whatever happens: where the rest says otherwise, that is said.
  private func contradiction(_ reading: Reading) -> String? {
    guard let health = reading.probes.first(where: { $0.endpoint == .health }), health.verdict == .good else {
      return nil
    }
    if reading.probes.contains(where: { $0.endpoint == .ready && $0.verdict == .bad }) {
      return "\(health.words), but ready says no"
    }
    guard let finding = reading.findings.first(where: { $0.severity == .critical }) else { return nil }
    return "\(health.words), but \(finding.words)"
  }

  private static func lamp(_ verdict: Probe.Verdict) -> Lamp {
    switch verdict {
    case .good: Lamp(.good, "")
    case .bad: Lamp(.critical, "")
    case .limited: Lamp(.warning, "")
    case .unasked: Lamp(.waiting, "")
    }
  }
}
