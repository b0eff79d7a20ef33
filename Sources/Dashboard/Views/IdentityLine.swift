import Drawing
import MPanel
import Telemetry

/// The second line of the instance view: who this is at the left, what is wrong at the right.
struct IdentityLine {
  let reading: Reading

  func draw(on canvas: Canvas) {
    var right = trouble()
    if right.width(ascii: canvas.isASCII) > canvas.width * 2 / 3 { right = Array(right.prefix(1)) }
    let taken = min(right.width(ascii: canvas.isASCII), max(canvas.width - 24, 0))
    canvas.put(right, x: canvas.width - taken - 1, y: 0, width: taken)
    canvas.put(identity(), x: 1, y: 0, width: max(canvas.width - taken - 3, 0))
  }

  private func identity() -> [Span] {
    let identity = reading.identity
    var spans = [Span(reading.target.address, .strong)]
    func add(_ label: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      if !label.isEmpty { spans.append(Span("  \(label) ", .faint)) } else { spans.append(Span("  ")) }
      spans.append(Span(text))
    }
    add("", identity.version)
    add("up", identity.uptime.map { Figure.span($0.seconds) })
    add("", identity.residentBytes.map { Figure.bytes($0).text })
    add("node", identity.node.map { $0.hasPrefix("v") ? String($0.dropFirst()) : $0 })
    add("heap", identity.heapUsedBytes.map { Figure.bytes($0).text })
    add("loop", identity.eventLoopLag.map { Figure.latency($0).text })
    add("", identity.host)
    add("", identity.dialect?.words)
    return spans
  }

  /// The condition with its reason and since when, then what else is wrong; a restart for a minute.
  private func trouble() -> [Span] {
    let standing = reading.standing
    var spans: [Span] = []
    let lasting = Figure.span((reading.at - standing.since).seconds)
    let findings = reading.findings.prefix(3)
    if standing.condition.isAnswering, !findings.isEmpty {
      for finding in findings {
        let shape: Unicode.Scalar = finding.severity == .critical ? "✖" : "▲"
        spans.append(Span("\(spans.isEmpty ? "" : "  ")\(shape) \(finding.words)", finding.severity.role))
      }
      if standing.condition == .notReady { spans.insert(Span("✖ NOT READY  ", .critical), at: 0) }
    } else if standing.condition != .up {
      spans.append(
        Span(
          "\(standing.condition.word) for \(lasting): \(standing.reason)", standing.condition.severity.role))
    }
    if let restarted = reading.restarted, reading.at - restarted < .seconds(60) {
      let ago = Figure.span((reading.at - restarted).seconds)
      spans.append(Span("\(spans.isEmpty ? "" : "  ")↻ restarted \(ago) ago", .warning))
    }
    return spans
  }
}
