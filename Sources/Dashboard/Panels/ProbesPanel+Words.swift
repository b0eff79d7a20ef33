import Drawing
import MPanel

/// What each probe comes to, in words.
extension ProbesPanel {
  func name(_ probe: Probe) -> [Span] {
    let lamp = ProbesPanel.lamp(probe.verdict)
    let name = probe.endpoint.rawValue
    let padded = name + String(repeating: " ", count: max(8 - name.count, 1))
    return [Span("\(lamp.shape) ", lamp.role), Span(padded, .label)]
  }

  func words(_ probe: Probe, _ reading: Reading, isShort: Bool = false) -> [Span] {
    if probe.endpoint == .health, let contradiction = contradiction(reading) {
      return [Span(isShort ? "\(probe.words), contradicted" : contradiction, .warning)]
    }
    return [Span(probe.words, probe.verdict == .bad ? .critical : .plain)]
  }

  /// `● ready yes  4.8 ms  12 s ago`; the age of what is asked all the time says nothing.
  func brief(_ probe: Probe, _ reading: Reading, _ detail: Detail) -> [Span] {
    let lamp = ProbesPanel.lamp(probe.verdict)
    var spans = [Span("\(lamp.shape) ", lamp.role), Span("\(probe.endpoint.rawValue) ", .label)]
    if detail == .least || detail == .short, probe.endpoint == .metrics, probe.verdict == .good {
      return [Span("\(lamp.shape) ", lamp.role), Span(probe.endpoint.rawValue, .label)]
    }
    spans += words(probe, reading, isShort: detail == .short)
    if detail == .all, probe.latency != nil {
      spans.append(Span("  \(Figure.latency(probe.latency?.seconds).text)", .faint))
    }
    if detail == .all || detail == .age, let age = probe.age, age > reading.interval + reading.interval {
      spans.append(Span("  \(Figure.span(age.seconds)) ago", .faint))
    }
    return spans
  }

  /// `/api/health` of stock builds says healthy whatever happens: where the rest says otherwise, that is said.
  private func contradiction(_ reading: Reading) -> String? {
    guard let health = reading.probes.first(where: { $0.endpoint == .health }), health.verdict == .good else {
      return nil
    }
    if reading.probes.contains(where: { $0.endpoint == .ready && $0.verdict == .bad }) {
      return "\(health.words), but ready says no"
    }
    guard let finding = reading.findings.first(where: { $0.severity == .critical }) else {
      return nil
    }
    return "\(health.words), but \(finding.words)"
  }

  func words(_ restraint: Restraint) -> String {
    let pace = "a look in \(Figure.span(restraint.gap.seconds))"
    return switch restraint.reason {
    case .rateLimit: "\(pace): each spends its rate limit"
    case .slowPage: "\(pace): a page takes it long"
    }
  }

  static func lamp(_ verdict: Probe.Verdict) -> Lamp {
    switch verdict {
    case .good: Lamp(.good, "")
    case .bad: Lamp(.critical, "")
    case .limited: Lamp(.warning, "")
    case .unasked: Lamp(.waiting, "")
    }
  }
}
