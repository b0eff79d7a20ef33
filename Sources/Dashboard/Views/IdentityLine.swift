import Drawing
import MPanel
import Telemetry

/// The second line of the instance view: who this is at the left, what is wrong at the right.
struct IdentityLine {
  let reading: Reading

  func draw(on canvas: Canvas) {
    let room = canvas.width - 2
    // What is wrong goes first; the address stays as long as there is room for it.
    let address = [Span(reading.target.address, .strong)]
    let least = min(address.width(ascii: canvas.isASCII), room / 3)
    let right = joined(trouble(), "  ", room: room - least - 2, ascii: canvas.isASCII)
    let taken = min(right.width(ascii: canvas.isASCII), max(room - least - 2, 0))
    canvas.put(right, x: canvas.width - taken - 1, y: 0, width: taken)
    let left = room - taken - (taken > 0 ? 2 : 0)
    let known = joined([address] + identity(), "  ", room: left, ascii: canvas.isASCII)
    canvas.put(known, x: 1, y: 0, width: max(left, 0))
  }

  /// As many of the pieces as fit whole, in their order.
  private func joined(
    _ pieces: [[Span]], _ separator: String, room: Int, ascii: Bool
  ) -> [Span] {
    var line: [Span] = []
    for (index, piece) in pieces.enumerated() {
      let next = (index > 0 ? [Span(separator)] : []) + piece
      guard index == 0 || line.width(ascii: ascii) + next.width(ascii: ascii) <= room else {
        continue
      }
      line += next
    }
    return line
  }

  /// Most wanted first.
  private func identity() -> [[Span]] {
    let identity = reading.identity
    func piece(_ label: String, _ text: String?, _ rule: String? = nil) -> [Span]? {
      let severity = rule.map { reading.severity(of: $0) } ?? .good
      return text.flatMap {
        $0.isEmpty
          ? nil : [Span("\(label) ", .faint), Span($0, severity >= .warning ? severity.role : .plain)]
      }
    }
    return [
      piece("version", identity.version),
      piece("up", identity.uptime.map { Figure.span($0.seconds) }),
      piece("memory", identity.residentBytes.map { Figure.bytes($0).text }, "memory"),
      piece("node", identity.node.map { $0.hasPrefix("v") ? String($0.dropFirst()) : $0 }),
      piece("loop lag", identity.eventLoopLag.map { Figure.latency($0).text }, "event-loop"),
      piece("heap", identity.heapUsedBytes.map { Figure.bytes($0).text }),
      piece("host", identity.host == reading.target.name ? nil : identity.host),
      piece("names", identity.dialect?.words),
    ].compactMap { $0 }
  }

  /// The condition with its reason and since when, then what else is wrong; a restart for a minute.
  private func trouble() -> [[Span]] {
    let standing = reading.standing
    var pieces: [[Span]] = reading.cautions.map { [Span("! \($0.words)", $0.severity.role)] }
    if standing.condition.isAnswering {
      if standing.condition == .notReady {
        pieces.append([Span("✖ NOT READY", .critical), Span(" \(standing.reason)", .critical)])
      } else if standing.condition == .slow {
        pieces.append([Span("▲ SLOW: \(standing.reason)", .warning)])
      }
      pieces += reading.findings.map { finding in
        [
          Span(
            "\(finding.severity == .critical ? "✖" : "▲") \(finding.words)", finding.severity.role)
        ]
      }
    } else {
      let lasting = Figure.span((reading.at - standing.since).seconds)
      pieces.append([
        Span(
          "\(standing.condition.lamp.shape) \(standing.condition.word) for \(lasting): \(standing.reason)",
          standing.condition.severity.role)
      ])
    }
    if let restarted = reading.restarted, reading.at - restarted < .seconds(60) {
      pieces.append([Span("↻ restarted \(Figure.span((reading.at - restarted).seconds)) ago", .warning)])
    }
    return pieces
  }
}
