import Telemetry

/// That an instance is asked less often than wished, and why.
package struct Restraint: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// Its rate limit counts the scrapes, too.
    case rateLimit
    /// The page takes the server so long that it would spend more than a hundredth of its time on it.
    case slowPage
  }

  /// From one scrape to the next.
  package var gap: Duration
  package var reason: Reason

  /// What a report of a page says of it; nil where the next scrape comes about when it is wished.
  init?(_ report: Report, interval: Duration) {
    guard let next = report.nextScrape, next - report.exchange.started > interval * 2 else { return nil }
    gap = next - report.exchange.started
    reason = report.exchange.rateLimit?.isStated == true ? .rateLimit : .slowPage
  }
}
