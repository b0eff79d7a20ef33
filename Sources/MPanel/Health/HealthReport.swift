/// What an instance says of its own health, from `/api/health` of any known build or `/api/system/health`.
///
/// Every field is optional: builds differ, and a field of the wrong type or of an absurd value is a field that is
/// not there. Texts are clean (see ``CleanText``). Note that current builds say `healthy` whatever happens to
/// their database, pool or breakers.
package struct HealthReport: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable {
    case up
    /// It answered and is not well, or said a word that is not known.
    case degraded
    case notReady = "not_ready"
    case draining
    case limited = "rate_limited"
    case unauthorised
    /// Whatever answered, it was no health report.
    case badData = "bad_data"
  }

  /// One line of `checks` in `/api/system/health`.
  package struct Check: Sendable, Hashable {
    package var name: String
    package var status: String
    package var error: String?
    package var isGood: Bool { HealthReport.goodWords.contains(status.lowercased()) }
  }

  package var verdict: Verdict
  /// The word it said, in its own spelling.
  package var status: String?
  package var version: String?
  package var uptimeSeconds: Double?
  package var memoryRSSMegabytes: Double?
  package var memoryHeapTotalMegabytes: Double?
  package var memoryHeapUsedMegabytes: Double?
  package var memoryExternalMegabytes: Double?
  /// Processor time since the process began.
  package var cpuUserSeconds: Double?
  package var cpuSystemSeconds: Double?
  package var platform: String?
  package var architecture: String?
  package var nodeVersion: String?
  package var hostname: String?
  package var cpus: Int?
  /// At most ``featureLimit`` of the features it names; ``featureCount`` counts all.
  package var features: [String] = []
  package var featureCount: Int?
  package var checks: [Check] = []
  /// Why it is not well, where it says so.
  package var error: String?

  package static let featureLimit = 64
  static let goodWords: Set<String> = ["healthy", "ok", "up", "ready", "alive", "live", "pass", "passing"]
  static let drainingWords: Set<String> = ["draining", "shutting down", "shutting_down", "stopping"]

  package init(verdict: Verdict, status: String? = nil) {
    self.verdict = verdict
    self.status = status
  }

  package var isGood: Bool { verdict == .up }
}
