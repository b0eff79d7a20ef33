import Telemetry

/// What a watch had concluded after one report, beside the figures that its history keeps: a past moment is shown with
/// what was known then.
struct Remembered: Sendable {
  var at: Moment
  var interval: Duration
  var standing: Standing
  /// The last answer to `/metrics`, without the page.
  var metrics: Probe?
  var metricsAt: Moment
  var nextScrape: Moment?
  /// Shared by all that were remembered between two answers to probes.
  var answers: Answers
  var breakers: BreakerMemory
  var alerts: AlertBook
  var poolChanged: (figures: [Double], at: Moment)?
  var restarted: Moment?
  var severalProcesses: Moment?
  var lastGoodScrape: Moment?
  var cost: Cost

  /// The answers of every endpoint but `/metrics`.
  final class Answers: Sendable {
    let reports: [Endpoint: Report]
    let health: HealthReport?

    init(reports: [Endpoint: Report], health: HealthReport?) {
      self.reports = reports
      self.health = health
    }
  }

  /// Whether both say the same of all but figures and ages.
  func concludes(as other: Remembered) -> Bool {
    standing.condition == other.standing.condition && standing.since == other.standing.since
      && answers === other.answers && poolChanged?.at == other.poolChanged?.at && restarted == other.restarted
      && severalProcesses == other.severalProcesses && breakers == other.breakers
      && alerts.keys == other.alerts.keys
      && interval == other.interval && (lastGoodScrape == nil) == (other.lastGoodScrape == nil)
  }
}
