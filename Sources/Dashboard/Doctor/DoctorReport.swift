import Drawing
import MPanel
import Telemetry

/// What one instance answers and exports, what it does not, and what to do about it.
package struct DoctorReport: Sendable {
  package let text: String
  /// Whether everything is there that mptop is about: pool, queues and breakers.
  package let isComplete: Bool

  package init(_ watch: Watch, _ checkup: Checkup = Checkup(), at: Moment, version: String) {
    let reading = watch.reading(at: at, window: .seconds(60))
    let isThere = watch.lastGoodScrape != nil
    let exports =
      isThere ? SignalTable.rows.map { DoctorReport.finding(of: $0, watch.export(of: $0.signal)) } : []
    var sections: [(title: String, findings: [DoctorFinding])] = [
      ("What it answers", DoctorReport.endpoints(watch, checkup, reading)),
      ("How it answers", DoctorReport.manners(watch, checkup, reading)),
      (
        "What this build exports",
        isThere ? exports : [DoctorFinding(.bad, "nothing", "nothing is known: no page of metrics came")]
      ),
    ]
    if !reading.findings.isEmpty {
      sections.append(
        ("What is wrong now", reading.findings.map { DoctorFinding(.bad, "alert", $0.words) }))
    }
    var lines = ["mptop \(version) doctor  \(watch.target.address)"]
    lines += WrappedText.lines(DoctorReport.identity(reading), width: DoctorFinding.columns)
    for section in sections where !section.findings.isEmpty {
      lines += ["", section.title] + section.findings.flatMap(\.lines)
    }
    text = lines.map(DoctorReport.clean).joined(separator: "\n") + "\n"
    isComplete = isThere && exports.allSatisfy { $0.verdict == .good || $0.remedy == nil }
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

  // MARK: - What it answers

  private static func endpoints(_ watch: Watch, _ checkup: Checkup, _ reading: Reading) -> [DoctorFinding] {
    let asked = Endpoint.allCases.map { endpoint -> DoctorFinding in
      guard let report = watch.reports[endpoint] else {
        return DoctorFinding(.note, endpoint.path, "not asked")
      }
      let probe = reading.probes.first { $0.endpoint == endpoint }
      let verdict: DoctorFinding.Verdict =
        probe.map { $0.verdict == .good ? .good : $0.verdict == .unasked ? .note : .bad } ?? .note
      return finding(report, verdict, probe?.words ?? "")
    }
    let others = checkup.others.map { report -> DoctorFinding in
      let isThere = report.exchange.status == 200
      let words = report.exchange.path == "/" || isThere ? "" : "this build has none"
      return finding(report, isThere ? .good : .note, words)
    }
    return asked + others
  }

  /// `● /metrics  200 in 1.2 ms, 52 kB (6 kB on the wire), 643 series`, and the ID to look for in mPanel's log.
  private static func finding(_ report: Report, _ verdict: DoctorFinding.Verdict, _ words: String)
    -> DoctorFinding
  {
    let exchange = report.exchange
    var parts: [String] = []
    if let status = exchange.status {
      parts.append("\(status) in \(Figure.latency(exchange.duration.seconds).text)")
      let body = Figure.bytes(Double(exchange.bodyBytes)).text
      let wire = Figure.bytes(Double(exchange.wireBytes)).text
      parts.append(exchange.wireBytes < exchange.bodyBytes ? "\(body) (\(wire) on the wire)" : body)
    }
    if !words.isEmpty { parts.append(words) }
    let echo = exchange.echoedRequestID.map { $0 ? "echoed" : "not echoed" } ?? "unanswered"
    var finding = DoctorFinding(verdict, exchange.path, parts.joined(separator: ", "))
    if !exchange.requestID.isEmpty { finding.words += "; ID \(exchange.requestID), \(echo)" }
    return finding
  }

  // MARK: - What it exports

  /// The sections of docs/mpanel.md by the signals that they are for.
  private static let sections: [Signal: String] = [
    .poolTotal: "The database pool", .queueDepth: "The queues", .breakerState: "The breakers",
  ]

  private static func finding(of row: SignalTable.Row, _ export: Export) -> DoctorFinding {
    let title = row.signal.rawValue
    let remedy = sections[row.signal].map { "docs/mpanel.md, ‘\($0)’, has the lines to add to mPanel" }
    switch export {
    case .exported(let family): return DoctorFinding(.good, title, family)
    case .empty(let family):
      return DoctorFinding(
        .bad, title, "\(family) is declared and has no series: nothing ever sets it", remedy: remedy)
    case .stuck(let family):
      return DoctorFinding(
        .bad, title, "\(family) is stuck at 0/0/0: this build never sets it", remedy: remedy)
    case .missing:
      return DoctorFinding(.note, title, "not exported: \(row.whenMissing)", remedy: remedy)
    }
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
