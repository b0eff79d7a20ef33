import Drawing
import MPanel
import Telemetry

/// What one instance answers and exports, what it does not, and what to do about it.
package struct DoctorReport: Sendable {
  package let text: String
  /// Whether everything is there that mptop shows.
  package let isComplete: Bool

  package init(_ watch: Watch, at: Moment, version: String) {
    let reading = watch.reading(at: at, window: .seconds(60))
    let exports = SignalTable.rows.map { (row: $0, export: watch.export(of: $0.signal)) }
    var lines = ["mptop \(version) doctor  \(watch.target.address)", DoctorReport.identity(reading), ""]
    lines += Endpoint.allCases.flatMap { DoctorReport.lines(of: $0, watch.reports[$0], reading) }
    if let budget = reading.cost.budget, let limit = budget.limit, let remaining = budget.remaining {
      lines.append("  rate limit on /api: \(remaining) of \(limit) requests left for this address")
    }
    lines += ["", "What this build exports"]
    let isThere = watch.lastGoodScrape != nil
    if isThere {
      lines += exports.map { DoctorReport.line(of: $0.row, $0.export) }
    } else {
      lines.append("  nothing is known: no page of metrics came")
    }
    let remedies = isThere ? DoctorReport.remedies(exports.map { ($0.row.signal, $0.export) }) : []
    if !remedies.isEmpty { lines += ["", "What to do"] + remedies.map { "  \($0)" } }
    let wrong = reading.cautions.map(\.words) + reading.findings.map(\.words)
    if !wrong.isEmpty { lines += ["", "What is wrong now"] + wrong.map { "  \($0)" } }
    text = lines.map(DoctorReport.clean).joined(separator: "\n") + "\n"
    isComplete = isThere && remedies.isEmpty
  }

  private static func identity(_ reading: Reading) -> String {
    let identity = reading.identity
    let known = [
      identity.version.map { "mPanel \($0)" }, identity.dialect.map { "\($0.words) names" },
      identity.node.map { "Node \($0)" }, identity.host.map { "host \($0)" },
      identity.uptime.map { "up \(Figure.span($0.seconds))" },
    ].compactMap { $0 }
    return known.isEmpty ? reading.standing.reason : known.joined(separator: ", ")
  }

  /// `● /metrics     200 in 1.2 ms, 52 kB (6 kB on the wire), 643 series`, and the ID to grep for.
  private static func lines(of endpoint: Endpoint, _ report: Report?, _ reading: Reading) -> [String] {
    guard let report else { return ["○ \(padded(endpoint.path, 14))not asked"] }
    let exchange = report.exchange
    let probe = reading.probes.first { $0.endpoint == endpoint }
    var parts: [String] = []
    if let status = exchange.status {
      parts.append("\(status) in \(Figure.latency(exchange.duration.seconds).text)")
      let body = Figure.bytes(Double(exchange.bodyBytes)).text
      let wire = Figure.bytes(Double(exchange.wireBytes)).text
      parts.append(exchange.wireBytes < exchange.bodyBytes ? "\(body) (\(wire) on the wire)" : body)
    }
    if let words = probe?.words, !words.isEmpty { parts.append(words) }
    let shape = probe.map { $0.verdict == .good ? "●" : $0.verdict == .unasked ? "○" : "✖" } ?? "○"
    let echo = exchange.echoedRequestID.map { $0 ? "echoed" : "not echoed" } ?? "unanswered"
    return [
      "\(shape) \(padded(exchange.path, 14))\(parts.joined(separator: ", "))",
      "  \(padded("", 14))request ID \(exchange.requestID), \(echo)",
    ]
  }

  private static func line(of row: SignalTable.Row, _ export: Export) -> String {
    let name = padded(row.signal.rawValue, 20)
    switch export {
    case .exported(let family): return "● \(name)\(family)"
    case .empty(let family): return "✖ \(name)\(family) is declared and has no series: nothing ever sets it"
    case .stuck(let family): return "✖ \(name)\(family) is stuck at 0/0/0: this build never sets it"
    case .missing: return "○ \(name)not exported: \(row.whenMissing)"
    }
  }

  /// For what mptop is about; the rest can do without.
  private static func remedies(_ exports: [(signal: Signal, export: Export)]) -> [String] {
    let sections: [(signal: Signal, title: String)] = [
      (.poolTotal, "The database pool"), (.queueDepth, "The queues"), (.breakerState, "The breakers"),
    ]
    return sections.compactMap { section in
      guard let found = exports.first(where: { $0.signal == section.signal }) else { return nil }
      if case .exported = found.export { return nil }
      return "\(section.title): docs/mpanel.md, \"\(section.title)\", has the lines to add to mPanel"
    }
  }

  private static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(columns - TextWidth.columns(text), 1))
  }

  /// Words from a server cannot move the cursor of who reads this.
  private static func clean(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let shown = TextWidth.shown(scalar, ascii: false) { plain.append(shown) }
    }
    return String(plain)
  }
}
