extension HealthReport {
  /// Reads a health endpoint's answer. The HTTP status is believed before the body: a 500 that says `healthy`
  /// is not well, and a 503 that is no health report at all is mPanel shutting down.
  package init(body: [UInt8], status code: Int) {
    let document = JSONReader.read(body)
    self.init(verdict: .badData)
    if let document { fill(from: document) }
    verdict = HealthReport.verdict(code: code, document: document, said: statusWords(in: document))
  }

  private static func verdict(code: Int, document: JSONValue?, said: [String]) -> Verdict {
    let saysNotReady = document?["ready"]?.flag == false || said.contains { $0.hasPrefix("not") }
    switch code {
    case 429: return .limited
    case 401, 403: return .unauthorised
    case 503:
      guard !said.isEmpty || document?["ready"] != nil else { return .draining }
      return saysNotReady ? .notReady : said.contains(where: drainingWords.contains) ? .draining : .degraded
    case 200...399:
      if saysNotReady { return .notReady }
      if said.contains(where: drainingWords.contains) { return .draining }
      if said.isEmpty {
        return document?["ready"]?.flag == true || document?["alive"]?.flag == true ? .up : .badData
      }
      return said.allSatisfy(goodWords.contains) ? .up : .degraded
    case 404, 405: return .badData
    default: return .degraded
    }
  }

  /// Every `status` that is a text, in small letters: where a document has two, the worse one counts.
  private func statusWords(in document: JSONValue?) -> [String] {
    (document?.all("status") ?? []).compactMap(\.text).map { $0.lowercased() }
  }

  private mutating func fill(from document: JSONValue) {
    func clean(_ value: JSONValue?) -> String? { (value?.text).map { CleanText.of($0) } }
    let said = document.all("status").compactMap(\.text)
    status =
      (said.first { !HealthReport.goodWords.contains($0.lowercased()) } ?? said.first).map {
        CleanText.of($0)
      }
    version = clean(document["version"])
    // A thousand years: more than any process has run, less than a number that was made up.
    uptimeSeconds = document["uptime"]?.amount(atMost: 3.2e10)
    error = clean(document["error"])
    let checks = document["checks"]
    let memory = document["memory"] ?? checks?["memory"]
    // A petabyte, in the unit that mPanel uses.
    func megabytes(_ name: String) -> Double? { memory?[name]?.amount(atMost: 1e9) }
    memoryRSSMegabytes = megabytes("rss")
    memoryHeapTotalMegabytes = megabytes("heapTotal")
    memoryHeapUsedMegabytes = megabytes("heapUsed")
    memoryExternalMegabytes = megabytes("external")
    let cpu = document["cpu"] ?? checks?["cpu"]
    let perSecond = cpu?["unit"]?.text == "microseconds" ? 1e6 : 1e3
    cpuUserSeconds = cpu?["user"]?.amount(atMost: 1e18).map { $0 / perSecond }
    cpuSystemSeconds = cpu?["system"]?.amount(atMost: 1e18).map { $0 / perSecond }
    let system = document["system"]
    platform = clean(system?["platform"])
    architecture = clean(system?["arch"])
    nodeVersion = clean(system?["nodeVersion"])
    hostname = clean(system?["hostname"])
    cpus = system?["cpus"]?.amount(atMost: 1e6).flatMap { Int(exactly: $0) }
    if case .array(let items)? = document["features"] {
      featureCount = items.count
      features = items.prefix(HealthReport.featureLimit).compactMap(\.text).map {
        CleanText.of($0, limit: 40)
      }
    }
    guard case .object(let members)? = checks else { return }
    self.checks = members.prefix(32).compactMap { member in
      clean(member.value["status"]).map {
        Check(name: CleanText.of(member.name, limit: 40), status: $0, error: clean(member.value["error"]))
      }
    }
    error = error ?? self.checks.compactMap(\.error).first
  }
}
