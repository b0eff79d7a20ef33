import MPanel
import Telemetry

/// How much of a rate limit mptop may spend: at most a quarter of what it leaves to others.
///
/// Behind a proxy all clients of an mPanel share one bucket, so a dashboard that spends it locks out the people
/// who use the panel.
package struct Budget: Sendable {
  /// mPanel's window; servers that send the older headers do not say.
  package static let usualWindow: Duration = .seconds(900)
  /// No server is believed that wants us to stay away for longer.
  package static let longestWait: Duration = .seconds(86_400)

  private var remaining: Int?
  /// Requests of ours that were counted in this window.
  private var own = 0
  private var windowEnd: Moment?
  private var window = usualWindow
  private var refusals = 0
  /// Nothing that is counted may be asked before.
  package private(set) var closedUntil: Moment?

  package init() {}

  /// Takes in what an answer said of the limit.
  package mutating func note(_ report: Report) {
    let at = report.at
    if case .failure(.limited(let wait)) = report.outcome {
      refusals += 1
      // Without a hint: one minute, doubled with every refusal up to a quarter of an hour.
      let guess = Duration.seconds(60 * (1 << min(refusals - 1, 4)))
      let asked = wait.map { Duration.seconds(min(max($0, 1), Budget.longestWait.seconds)) }
      close(until: at + (asked ?? min(guess, .seconds(900))))
    } else if report.exchange.status != nil {
      refusals = 0
    }
    if let wait = Budget.retryAfter(report) { close(until: at + wait) }
    guard let limit = report.exchange.rateLimit, limit.isStated else { return }
    window = limit.windowSeconds.map { .seconds(min(max($0, 1), 86_400)) } ?? Budget.usualWindow
    if let reset = limit.resetSeconds { window = max(window, .seconds(min(reset, 86_400))) }
    if windowEnd.map({ at >= $0 }) ?? true {
      own = 0
      windowEnd = at + (limit.resetSeconds.map { .seconds(min($0, 86_400)) } ?? window)
    }
    own += 1
    remaining = limit.remaining ?? limit.limit
    if limit.remaining == 0, let wait = limit.waitSeconds, wait > 0 {
      close(until: at + .seconds(min(wait, Budget.longestWait.seconds)))
    }
  }

  /// How long a server that cannot answer now wants to be left alone: 503 of a proxy, say. One that drains is looked
  /// at all the same: it says so until it is gone.
  package static func retryAfter(_ report: Report) -> Duration? {
    guard let status = report.exchange.status, status >= 500,
      let wait = report.exchange.rateLimit?.waitSeconds, wait > 0
    else { return nil }
    if case .failure(.draining) = report.outcome { return nil }
    return .seconds(min(wait, longestWait.seconds))
  }

  /// Who asks for less is not heard before who asked for more.
  private mutating func close(until moment: Moment) {
    closedUntil = max(closedUntil ?? moment, moment)
  }

  /// When the next counted request may go out: `now`, or later.
  package func opens(at now: Moment) -> Moment {
    if let closedUntil, closedUntil > now { return closedUntil }
    guard let remaining, let windowEnd, now < windowEnd else { return now }
    return (own + 1) * 4 <= remaining + own ? now : windowEnd
  }

  /// The gap between requests that spends our quarter evenly: 36 s at 100 requests in a quarter of an hour.
  package var evenGap: Duration {
    guard let remaining else { return .zero }
    return window / max(Double(remaining + own) / 4, 1)
  }
}
