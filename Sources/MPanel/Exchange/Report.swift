import Exposition
import Telemetry

/// What came back from one request to one target: the only thing that scraping tells the dashboard.
package struct Report: Sendable {
  package enum Outcome: Sendable {
    /// A page of metrics that was parsed, with complaints where single lines were not.
    case page(Page)
    case health(HealthReport)
    /// `/api/ready` or `/api/live`: whether it said yes, and why not.
    case probe(ok: Bool, reason: String?)
    case failure(ScrapeFailure)
  }

  package var target: Int
  package var exchange: Exchange
  package var outcome: Outcome
  /// When the answer was complete.
  package var at: Moment
  /// When this target will next be asked for its metrics, for "next try in 12 s"; nil where unknown.
  package var nextScrape: Moment?

  package init(
    target: Int, exchange: Exchange, outcome: Outcome, at: Moment, nextScrape: Moment? = nil
  ) {
    self.target = target
    self.exchange = exchange
    self.outcome = outcome
    self.at = at
    self.nextScrape = nextScrape
  }
}
