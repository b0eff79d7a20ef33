import Exposition
import Telemetry

/// From reports and figures to the one word and the few sentences that an operator reads first.
package enum Judgement {
  /// How long a target that has answered before may stay silent before SLOW becomes DOWN.
  package static let slowGrace: Duration = .seconds(15)

  /// - Parameter minute: what the last minute's figures say.
  static func condition(
    of watch: Watch, minute: Reading, at: Moment
  ) -> (condition: Condition, reason: String) {
    guard let report = watch.reports[.metrics] else {
      return (.connecting, watch.standing.reason)
    }
    if case .failure(let failure) = report.outcome {
      if isStillDraining(failure, watch, at: at) { return (.draining, "shutting down, refuses connections") }
      return (condition(of: failure, watch, at: at), failure.words)
    }
    guard watch.bindings.isMPanel else {
      return (.badData, "a metrics page, but none of mPanel's families on it")
    }
    if let ready = watch.reports[.ready] {
      if case .probe(let isReady, let reason) = ready.outcome, !isReady {
        return (.notReady, reason.map { $0.isEmpty ? "the database check failed" : $0 } ?? "not ready")
      }
      if case .failure(.draining) = ready.outcome {
        return (.draining, ScrapeFailure.draining(retryAfterSeconds: nil).words)
      }
    }
    if let worst = minute.findings.first { return (.degraded, worst.words) }
    if report.exchange.duration > .seconds(1) {
      return (.slow, "the last scrape took \(tenths(report.exchange.duration)) s")
    }
    return (.up, "")
  }

  /// An mPanel that drains refuses new connections for up to 30 s, then is forced out: that is not yet an outage.
  private static let longestDrain: Duration = .seconds(30)

  private static func isStillDraining(_ failure: ScrapeFailure, _ watch: Watch, at: Moment) -> Bool {
    guard watch.standing.condition == .draining, at - watch.standing.since < longestDrain else {
      return false
    }
    switch failure {
    case .refused, .connectionLost: return true
    default: return false
    }
  }

  private static func condition(of failure: ScrapeFailure, _ watch: Watch, at: Moment) -> Condition {
    switch failure {
    case .refused, .connectionLost, .nameNotFound, .unreachable, .tls: return .down
    case .timedOut:
      if let good = watch.lastGoodScrape, at - good < slowGrace { return .slow }
      return .down
    case .draining: return .draining
    case .untold: return .unknown
    case .limited: return .limited
    case .unauthorised, .noCredential: return .unauthorised
    case .redirected, .status, .notHTTP, .tooLarge, .badEncoding, .notMPanel: return .badData
    }
  }

  /// What one endpoint's last answer comes to.
  package static func probe(_ report: Report) -> (verdict: Probe.Verdict, words: String) {
    switch report.outcome {
    case .page(let page): self.page(page)
    case .health(let health): (health.isGood ? .good : .bad, health.status ?? "no status")
    case .probe(let ok, let reason): (ok ? .good : .bad, ok ? "yes" : reason ?? "no")
    case .failure(.status(404, _)) where report.exchange.endpoint != .metrics:
      (.unasked, "this build has none")
    case .failure(.limited(let wait)):
      (.limited, ScrapeFailure.limited(waitSeconds: wait).words)
    case .failure(let failure): (.bad, failure.words)
    }
  }

  /// What a page comes to: how much was understood, and what was not.
  private static func page(_ page: Page) -> (verdict: Probe.Verdict, words: String) {
    if page.complaintCount > 0 {
      let lines = page.complaintCount == 1 ? "1 line" : "\(page.complaintCount) lines"
      return (.bad, "\(lines) not understood, first: \(page.complaints.first?.words ?? "")")
    }
    if !page.leftOut.isEmpty { return (.bad, "left out: \(page.leftOut.words(Limits()))") }
    return (.good, "\(page.values.count) series")
  }

  private static func tenths(_ duration: Duration) -> String {
    let tenths = saturating(duration.seconds * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
