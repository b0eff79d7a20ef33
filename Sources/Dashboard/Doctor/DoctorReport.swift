import Drawing
import MPanel
import Telemetry

/// What one instance answers and exports, what it does not, and what to do about it: first what is to be mended.
package struct DoctorReport: Sendable {
  package let text: String
  /// Whether nothing is to be mended.
  package let isWell: Bool

  /// - Parameter listsFamilies: whether every family is told in a line of its own.
  package init(
    _ watch: Watch, _ checkup: Checkup = Checkup(), at: Moment, version: String, listsFamilies: Bool = false
  ) {
    let reading = watch.reading(at: at, window: .seconds(60))
    let endpoints = DoctorReport.endpoints(watch, checkup, reading)
    var findings = DoctorReport.failures(watch)
    if watch.lastGoodScrape != nil {
      findings += DoctorReport.alerts(reading)
    }
    if let exchange = watch.reports[.metrics]?.exchange {
      findings += DoctorReport.security(exchange, at: at, address: watch.target.address)
    }
    if watch.lastGoodScrape != nil, !DoctorReport.isForeign(watch) {
      let answered = (Array(watch.reports.values) + checkup.others).count { $0.exchange.status != nil }
      findings += DoctorReport.exports(watch, asked: answered)
    }
    findings += DoctorReport.manners(watch, checkup, reading)
    var sections = DoctorReport.sorted(findings)
    sections.append(("Asked, with the ID to look for in mPanel's log", endpoints))
    if listsFamilies, watch.lastGoodScrape != nil {
      sections.append(("Every family", DoctorReport.families(watch)))
    }
    let head = [
      "mptop \(version) doctor  \(watch.target.address)", DoctorReport.identity(reading),
      DoctorReport.summary(findings),
    ]
    self.init(
      head: head, sections: sections,
      isWell: watch.lastGoodScrape != nil && !findings.contains { $0.verdict == .bad })
  }

  init(head: [String], sections: Sections, isWell: Bool) {
    text = DoctorReport.text(head, sections)
    self.isWell = isWell
  }

  private static func alerts(_ reading: Reading) -> [DoctorFinding] {
    guard !reading.findings.isEmpty else { return [] }
    return [
      DoctorFinding(
        .bad, "now", reading.findings.map(\.words).joined(separator: "; "),
        remedy: "mptop \(reading.target.address) shows since when, and what it goes with")
    ]
  }

  typealias Sections = [(title: String, findings: [DoctorFinding])]

  /// What is to be mended first, each kind in the order in which it was found.
  static func sorted(_ findings: [DoctorFinding]) -> Sections {
    func those(_ verdict: DoctorFinding.Verdict) -> [DoctorFinding] {
      findings.filter { $0.verdict == verdict }
    }
    return [
      ("To be mended", those(.bad)), ("Worth knowing", those(.note)), ("In order", those(.good)),
    ]
  }

  private static func text(_ head: [String], _ sections: Sections) -> String {
    var lines = head.flatMap { WrappedText.lines($0, width: DoctorFinding.columns) }
    for section in sections where !section.findings.isEmpty {
      lines += ["", section.title] + section.findings.flatMap(\.lines)
    }
    return lines.map(DoctorReport.clean).joined(separator: "\n") + "\n"
  }

  static func summary(_ findings: [DoctorFinding]) -> String {
    let (bad, notes) = (findings.count { $0.verdict == .bad }, findings.count { $0.verdict == .note })
    let first = bad == 0 ? "nothing to be mended" : "\(bad) to be mended"
    return notes == 0 ? first : "\(first), \(notes) worth knowing"
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

  /// What brought nothing, with what to do; those alike together. TLS has findings of its own.
  private static func failures(_ watch: Watch) -> [DoctorFinding] {
    var found: [DoctorFinding] = []
    var others: [[String]] = []
    for endpoint in Endpoint.allCases {
      guard let report = watch.reports[endpoint] else { continue }
      var (verdict, words) = Judgement.probe(report)
      if endpoint == .metrics, isForeign(watch) { (verdict, words) = (.bad, watch.standing.reason) }
      guard verdict == .bad || verdict == .limited else { continue }
      if case .failure(.tls) = report.outcome, report.exchange.secureLine?.fault != nil { continue }
      let remedy = remedy(for: report.outcome, at: report.exchange.path)
      if let known = found.firstIndex(where: { $0.words == words && $0.remedy == remedy }) {
        others[known].append(report.exchange.path)
      } else {
        found.append(DoctorFinding(.bad, report.exchange.path, words, remedy: remedy))
        others.append([])
      }
    }
    for index in found.indices where !others[index].isEmpty {
      found[index].words += "; the same from \(others[index].joined(separator: ", "))"
    }
    return found
  }

  /// Whether a page came that is not an mPanel's: what such a one lacks is not to be told of it.
  private static func isForeign(_ watch: Watch) -> Bool {
    guard case .page = watch.reports[.metrics]?.outcome else { return false }
    return watch.standing.condition == .badData
  }

  private static func remedy(for outcome: Report.Outcome, at path: String) -> String? {
    switch outcome {
    case .failure(let failure): remedy(for: failure, at: path)
    case .probe, .health: "what it says is the reason; mPanel's log has more: pm2 logs"
    case .page(let page) where page.complaintCount == 0 && page.leftOut.isEmpty:
      "another program's page: check port and path; mPanel's own port is 2271"
    case .page: "whatever writes that line breaks the format: docs/exposition.md"
    }
  }

  private static func endpoints(_ watch: Watch, _ checkup: Checkup, _ reading: Reading) -> [DoctorFinding] {
    let isLimited = watch.reports.values.contains {
      if case .failure(.limited) = $0.outcome { true } else { false }
    }
    let asked = Endpoint.allCases.map { endpoint -> DoctorFinding in
      guard let report = watch.reports[endpoint] else {
        let why = isLimited ? "the rate limit is spent" : "nobody answered before"
        return DoctorFinding(.note, endpoint.path, "not asked, since \(why)")
      }
      let probe = reading.probes.first { $0.endpoint == endpoint }
      let verdict: DoctorFinding.Verdict =
        probe.map { $0.verdict == .good ? .good : $0.verdict == .unasked ? .note : .bad } ?? .note
      return finding(report, verdict, probe?.words ?? "")
    }
    let others = checkup.others.map { report -> DoctorFinding in
      let isThere = report.exchange.status == 200
      let isSpent = report.exchange.status == 429
      let words =
        isSpent
        ? "the rate limit is spent" : report.exchange.path == "/" || isThere ? "" : "this build has none"
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
    let echo = exchange.echoedRequestID == false ? ", not echoed" : ""
    var finding = DoctorFinding(verdict, exchange.path, parts.joined(separator: ", "))
    if !exchange.requestID.isEmpty { finding.words += "; \(exchange.requestID)\(echo)" }
    return finding
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
