import Telemetry

extension Watch {
  /// The oldest moment that can be shown again; nil before the first report.
  package var earliest: Moment? { conclusions.all.first?.at }

  /// The newest moment before another at which there was a scrape that is still kept; nil where there is none.
  package func scrape(before moment: Moment) -> Moment? {
    history.moments.last { $0 < moment && $0 >= (earliest ?? $0) }
  }

  /// The first scrape after a moment; nil where there is none yet.
  package func scrape(after moment: Moment) -> Moment? { history.moments.first { $0 > moment } }

  /// This watch as it was at a moment: figures, charts and conclusions of then, none of what came after. Figures older
  /// than 70 s are those of the scrape kept last before, up to ten seconds earlier.
  package func rewound(to moment: Moment, window: Duration) -> Watch {
    var then = self
    then.conclusions = Conclusions(capacity: 0)
    then.history.rewind(to: moment)
    then.trail.rewind(to: moment)
    guard let known = conclusions.newest(at: moment) else {
      then.forget(at: moment)
      then.summarise(at: moment, window: window)
      return then
    }
    then.remembered = known
    then.interval = known.interval
    then.standing = known.standing
    then.reports = known.answers.reports
    then.health = known.answers.health
    then.breakerMemory = known.breakers
    then.alertBook = known.alerts
    then.poolChanged = known.poolChanged
    then.restarted = known.restarted
    then.history.severalProcesses = known.severalProcesses
    then.seriesCount = known.cost.series
    // Reports that changed nothing may be remembered no more; the trail has every scrape.
    let scraped = then.trail.steps.last { !$0.isGap }?.at
    then.lastGoodScrape = known.lastGoodScrape.map { max($0, scraped ?? $0) }
    then.summarise(at: moment, window: window)
    return then
  }

  private mutating func summarise(at moment: Moment, window: Duration) {
    lastReport = moment
    keepRequests(window: window)
    self.window = window
    brief = Brief(reading(at: moment, window: window))
  }

  /// Before the first report nothing was known.
  private mutating func forget(at moment: Moment) {
    reports = [:]
    health = nil
    standing = Standing(condition: .connecting, reason: "not asked yet at that moment", since: moment)
    lastGoodScrape = nil
    restarted = nil
    breakerMemory = BreakerMemory()
    alertBook = AlertBook()
    poolChanged = nil
    seriesCount = nil
    history.severalProcesses = nil
  }

  /// Keeps what is known now for the time when it is the past.
  mutating func remember(at moment: Moment) {
    let probes = reports.filter { $0.key != .metrics }
    let metrics = reports[.metrics]
    conclusions.append(
      Remembered(
        at: moment, interval: interval, standing: standing,
        metrics: metrics.map { told(by: $0, at: $0.at) }, metricsAt: metrics?.at ?? moment,
        nextScrape: metrics?.nextScrape, answers: answers(probes), breakers: breakerMemory, alerts: alertBook,
        poolChanged: poolChanged, restarted: restarted, severalProcesses: history.severalProcesses,
        lastGoodScrape: lastGoodScrape, cost: cost))
  }

  /// The answers as they were remembered last, where none came since.
  private func answers(_ reports: [Endpoint: Report]) -> Remembered.Answers {
    if let last = conclusions.all.last?.answers, last.reports.mapValues(\.at) == reports.mapValues(\.at) {
      return last
    }
    return Remembered.Answers(reports: reports, health: health)
  }
}
