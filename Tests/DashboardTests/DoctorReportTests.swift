import Exposition
import MPanel
import SharedCases
import Testing

@testable import Dashboard

@Suite("The doctor")
struct DoctorReportTests {
  private func report(_ prepare: (inout Play) -> Void) -> DoctorReport {
    var play = Play(["alpha"])
    prepare(&play)
    return DoctorReport(play.state.watches[0], at: play.state.now, version: "0.0.0")
  }

  /// The part of a report under a heading, each finding in one line.
  private func section(_ title: String, of text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix(title) }) else { return [] }
    return lines[(start + 1)...].prefix { !$0.isEmpty }.reduce(into: []) { found, line in
      let words = line.drop { $0 == " " }
      if words.count == line.count {
        found.append(String(line))
      } else {
        found[found.count - 1] += " \(words)"
      }
    }
  }

  @Test("finds nothing to do on a build that exports everything, and says so in one line")
  func complete() {
    let report = report { $0.run(MadeUpPanel(), until: 4) }
    #expect(report.isWell)
    #expect(report.text.firstRange(of: "\nnothing to be mended") != nil)
    #expect(section("To be mended", of: report.text).isEmpty)
    #expect(
      section("In order", of: report.text).first?.hasPrefix("● exported            requests, database pool")
        == true)
    #expect(section("Asked", of: report.text).first?.hasSuffix("; id") == true, "\(report.text)")
  }

  @Test("every signal is in one group, every vital one has a remedy that stands in the document")
  func groups() throws {
    let all = SignalGroup.all.flatMap(\.signals)
    #expect(Set(all) == Set(Signal.allCases) && all.count == Signal.allCases.count)
    let document = try DerivedDocument.read("docs/mpanel.md")
    for group in SignalGroup.all {
      #expect(Set(group.essential + group.wished).isSubset(of: group.signals))
      #expect(!group.isVital || group.section != nil)
      if let section = group.section {
        #expect(document.firstRange(of: "## \(section)\n") != nil, "\(section)")
      }
    }
  }

  @Test(
    "what is to be mended comes first: a stuck pool, an empty family and a missing one, each with what it means and a remedy"
  )
  func stock() throws {
    let report = report { $0.run(MadeUpPanel(isPatched: false), until: 4) }
    #expect(!report.isWell)
    let found = section("To be mended", of: report.text)
    for words in [
      "✖ database pool       mpanel_db_pool_size stuck at 0/0/0, which nothing ever sets",
      "✖ queues              mpanel_queue_size declared without series",
      "✖ breakers            breaker state not exported: a service that is cut off is not noticed",
    ] {
      #expect(
        found.contains { $0.hasPrefix(words) && $0.firstRange(of: "→ docs/mpanel.md, ‘The ") != nil },
        "\(words): \(found)")
    }
    let titles = report.text.split(separator: "\n").filter { $0.first?.isUppercase == true }
    #expect(
      titles == [
        "To be mended", "Worth knowing", "In order", "Asked, with the ID to look for in mPanel's log",
      ])
    #expect(report.text.split(separator: "\n").count < 60, "fifty families are not fifty lines")
  }

  @Test("every family is told in a line of its own where that is asked for")
  func families() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 4)
    let text = DoctorReport(play.state.watches[0], at: play.state.now, version: "0", listsFamilies: true).text
    #expect(section("Every family", of: text).count == SignalTable.rows.count)
    #expect(text.firstRange(of: "● breaker state       circuit_breaker_state\n") != nil)
  }

  @Test("a page that tells the same twice is stuck, however good it looks")
  func stuck() {
    let report = report { play in
      for second in [2.0, 4, 6] { play.page(MadeUpPanel().page(second: 2), at: second) }
    }
    let found = section("To be mended", of: report.text).first { $0.hasPrefix("✖ stuck") }
    #expect(found?.firstRange(of: "did not change in 4 s") != nil, "\(report.text)")
    #expect(found?.firstRange(of: "a cache of /metrics") != nil)
  }

  @Test(
    "says of an instance that does not answer what was tried and what to do, and claims to know nothing else")
  func silent() {
    let report = report { $0.report(.failure(.refused), of: .metrics, at: 1) }
    #expect(!report.isWell)
    #expect(section("To be mended", of: report.text).first?.firstRange(of: "→ is mPanel running") != nil)
    #expect(section("Worth knowing", of: report.text).isEmpty && section("In order", of: report.text).isEmpty)
    #expect(section("Asked", of: report.text).count == Endpoint.allCases.count)
  }

  @Test("what is not asked for the sake of a rate limit is not said to have no answer")
  func limited() {
    let report = report { $0.report(.failure(.limited(waitSeconds: 60)), of: .metrics, at: 1) }
    let asked = section("Asked", of: report.text)
    #expect(asked.count { $0.hasSuffix("not asked, since the rate limit is spent") } == 3, "\(asked)")
  }

  @Test("another program's page is one thing to mend, not a list of all that an mPanel has")
  func foreign() {
    var parser = Parser()
    let report = report { play in
      for second in [1.0, 3.0] {
        play.report(.page(parser.parse(Array("# TYPE a gauge\na 1\n".utf8))), of: .metrics, at: second)
      }
    }
    let found = section("To be mended", of: report.text)
    #expect(!report.isWell && found.count == 1, "\(found)")
    #expect(found.first?.firstRange(of: "none of mPanel's families on it → another program's page") != nil)
  }

  @Test("endpoints that fail alike are one finding")
  func alike() {
    let report = report { play in
      for endpoint in Endpoint.allCases {
        play.report(.failure(.unauthorised(status: 401)), of: endpoint, at: 1)
      }
    }
    let found = section("To be mended", of: report.text)
    #expect(found.count == 1)
    #expect(
      found.first?.firstRange(of: "the same from /health, /ready, /live") != nil, "\(found)")
    #expect(found.first?.firstRange(of: "→ --token-file FILE") != nil)
  }

  private static let certificate = ServerCertificate(
    subject: "CN=web, O=Panel", issuer: "CN=authority", names: ["a.example", "b.example"],
    begins: Play.moment(0).unixSeconds - 86_400, ends: Play.moment(0).unixSeconds + 20.5 * 86_400,
    isSelfSigned: false)

  private func secured(_ change: (inout SecureLine) -> Void) -> String {
    var report = answer("/metrics", ["x-powered-by": "mPanel"])
    var line = SecureLine(version: "TLS 1.3", certificate: Self.certificate, name: "a.example")
    change(&line)
    report.exchange.secureLine = line
    if line.fault != nil { report.outcome = .failure(.tls("words")) }
    return self.report([report])
  }

  @Test("TLS is told with its version, the certificate with whose it is, from whom, and the days left")
  func certificates() {
    let good = secured { _ in }
    #expect(good.firstRange(of: "● TLS TLS 1.3, verified for a.example") != nil, "\(good)")
    #expect(
      good.firstRange(
        of: "● certificate CN=web, O=Panel, for a.example, b.example, from CN=authority, 20 days left") != nil
    )
    let soon = secured { $0.certificate?.ends = Play.moment(0).unixSeconds + 5.5 * 86_400 }
    #expect(
      soon.firstRange(of: "✖ certificate") != nil && soon.firstRange(of: "5 days left → renew it") != nil)
  }

  @Test(
    "each fault of TLS has a meaning and a remedy of its own",
    arguments: [
      (SecureLine.Fault.ended, "has ended", "→ renew it"),
      (.notBegun, "begins later only", "→ compare timedatectl"),
      (.otherName, "is not for a.example", "--server-name a.example"),
      (.selfSigned, "signed by itself alone", "--ca it.pem"),
      (.unknownAuthority, "not trusted here: CN=authority", "→ --ca FILE"),
      (.wantsOurs, "asks for a certificate of ours", "→ --cert FILE and --key FILE"),
      (.refusesOurs, "does not accept our certificate", "→ see its log"),
      (.noNameThere, "no certificate for a.example", "→ ask for the name"),
      (.noCommonVersion, "no TLS 1.2 or 1.3", "→ have its TLS renewed"),
      (.notSpoken, "no TLS is spoken there", "→ http:// in place"),
      (.brokenOff, "hung up during the handshake", "→ see its log"),
      (.other, "no agreement", "openssl s_client"),
    ])
  func faults(fault: SecureLine.Fault, meaning: String, remedy: String) {
    let text = secured { $0.fault = fault }
    #expect(text.firstRange(of: "✖ TLS") != nil)
    #expect(text.firstRange(of: meaning) != nil, "\(text)")
    #expect(text.firstRange(of: remedy) != nil, "\(text)")
  }

  /// A report of an endpoint with the headers of its answer.
  private func answer(
    _ path: String, _ headers: [String: String], endpoint: Endpoint = .metrics, limit: RateLimit? = nil
  ) -> Report {
    var exchange = Exchange(
      endpoint: endpoint, path: path, requestID: "id", started: Play.moment(10), status: 200,
      rateLimit: limit,
      echoedRequestID: true)
    exchange.headers = headers.map { Exchange.Header(name: $0.key, value: $0.value) }
    return Report(target: 0, exchange: exchange, outcome: .probe(ok: true, reason: nil), at: Play.moment(10))
  }

  private func report(_ reports: [Report], _ checkup: Checkup = Checkup()) -> String {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 4)
    var watch = play.state.watches[0]
    for report in reports { watch.take(report) }
    return DoctorReport(watch, checkup, at: Play.moment(10), version: "0.0.0").text
      .split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test("what stands in front, a shared budget and a clock that is off are told with what to do about them")
  func manners() {
    // 2025-11-17 15:23:30 UTC, ten seconds into the play; the server is a minute ahead.
    let date = "Mon, 17 Nov 2025 15:24:30 GMT"
    let text = report([
      answer("/metrics", ["server": "nginx/1.22", "date": date, "keep-alive": "timeout=5"]),
      answer(
        "/api/health", ["date": date], endpoint: .health,
        limit: RateLimit(limit: 100, remaining: 20, resetSeconds: 60)),
    ])
    #expect(text.firstRange(of: "nginx/1.22 answers for mPanel") != nil, "\(text)")
    #expect(text.firstRange(of: "20 of 100 left") != nil)
    #expect(text.firstRange(of: "79 into others") != nil)
    #expect(text.firstRange(of: "ahead of this machine's") != nil)
    #expect(text.firstRange(of: "closed when idle for 5 s") != nil)
    #expect(text.firstRange(of: "no X-Powered-By") != nil)
  }

  @Test("several processes behind one address are told, and one is said to be one")
  func workers() {
    var checkup = Checkup()
    checkup.connections = 2
    checkup.hasSeveralProcesses = true
    let headers = ["x-powered-by": "mPanel"]
    #expect(report([answer("/metrics", headers)], checkup).firstRange(of: "✖ workers") != nil)
    checkup.hasSeveralProcesses = false
    let text = report([answer("/metrics", headers)], checkup)
    #expect(
      text.firstRange(of: "● workers one process") != nil
        && text.firstRange(of: "X-Powered-By: mPanel") != nil)
    #expect(text.firstRange(of: "with APM on") != nil)
  }

  @Test("no line is wider than 80 columns, whatever a server sends")
  func width() {
    let long = String(repeating: "word ", count: 60)
    var play = Play(["alpha"])
    play.run(MadeUpPanel(isPatched: false), until: 4)
    var watch = play.state.watches[0]
    watch.take(answer("/metrics", ["server": long, "x-powered-by": long]))
    let text = DoctorReport(watch, at: Play.moment(10), version: "0.0.0").text
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
