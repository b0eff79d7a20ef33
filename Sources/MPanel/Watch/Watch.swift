import Exposition
import Telemetry

/// Everything remembered of one target: what it sent, and what mptop concluded from it.
///
/// ``take(_:)`` is the only way in, ``reading(at:window:)`` the only way out; neither reads a clock.
package struct Watch: Sendable {
  /// Its name may change while it is watched, its id may not.
  package var target: Target {
    didSet {
      brief.target = target
      if target.breakerOrder != oldValue.breakerOrder { boundRevision = nil }
    }
  }
  package internal(set) var history: History
  package private(set) var bindings = Bindings()
  package internal(set) var trail: Trail
  /// The newest report of each endpoint.
  package internal(set) var reports: [Endpoint: Report] = [:]
  package internal(set) var health: HealthReport?
  package internal(set) var standing: Standing
  package internal(set) var lastGoodScrape: Moment?
  /// What the newest good scrape took.
  private(set) var lastGoodExchange: Exchange?
  /// That it is asked less often than wished, as of the newest page.
  package private(set) var restraint: Restraint?
  package internal(set) var restarted: Moment?
  package internal(set) var breakerMemory = BreakerMemory()
  package internal(set) var counterMemory = CounterMemory()
  package internal(set) var gaugeMemory = GaugeMemory()
  /// When the pool's figures last changed, since the server renews them only every 30 s.
  package internal(set) var poolChanged: (figures: [Double], at: Moment)?
  package var interval: Duration {
    didSet { brief.interval = interval }
  }
  /// Over which ``brief`` has its rates and percentiles.
  package var window: Duration = .seconds(60) {
    didSet {
      guard window != oldValue else { return }
      keepRequests(window: window)
      brief = Brief(reading(at: lastReport ?? standing.since, window: window))
    }
  }
  /// How much may be remembered of it.
  package var memory: MemoryShare {
    didSet {
      history.capacity = memory.samples
      trail.capacity = memory.steps
      conclusions.capacity = memory.conclusions
    }
  }
  /// What a fleet needs of it, as of the newest report.
  package internal(set) var brief: Brief
  var lastReport: Moment?
  /// What is watched for.
  package var rules: AlertRules {
    didSet {
      alertBook.keep(rules)
      awaitsTime = true
    }
  }
  /// Whether ``watchStanding(at:)`` may change an alert before the next report: one that is not raised yet, or not over.
  package internal(set) var awaitsTime = true
  package internal(set) var alertBook = AlertBook()
  private var boundRevision: Int?
  /// As they were asked for last, over the window that is shown.
  private(set) var requests: RequestFigures?
  var seriesCount: Int?
  /// What was concluded after each report, for looking back.
  var conclusions: Conclusions
  /// Of a watch that was rewound: what was known at its moment.
  var remembered: Remembered?
  /// When the last answers to `/api/health` and `/api/ready` came.
  private var answeredProbes: [Moment] = []

  /// How far back raw samples are kept: the longest window and a little more.
  package static let rawSpan: Duration = .seconds(960)

  package init(
    target: Target, interval: Duration, started: Moment, rules: AlertRules = .standard,
    memory: MemoryShare = .share(of: 1)
  ) {
    self.target = target
    self.rules = rules
    self.memory = memory
    self.interval = interval
    history = History(span: Watch.rawSpan, capacity: memory.samples)
    trail = Trail(capacity: memory.steps)
    conclusions = Conclusions(capacity: memory.conclusions)
    let standing = Standing(
      condition: .connecting, reason: "first request is on its way", since: started)
    self.standing = standing
    brief = Brief(target: target, standing: standing, interval: interval)
  }

  /// Takes in what one request brought.
  package mutating func take(_ report: Report) {
    reports[report.exchange.endpoint] = report
    if report.exchange.endpoint != .metrics, report.exchange.status != nil {
      answeredProbes = answeredProbes.suffix(99) + [report.at]
    }
    switch report.outcome {
    case .page(let page):
      record(page, at: report.at)
      lastGoodExchange = report.exchange
      restraint = target.source == nil ? Restraint(report, interval: interval) : nil
    case .failure(.untold):
      // Nothing was learnt of the instance, and its scrapes may yet come when the server tells again.
      break
    case .failure where report.exchange.endpoint == .metrics:
      history.recordFailure(at: report.at)
      trail.append(TrailStep(at: report.at, isGap: true), bounds: [])
      breakerMemory.gap()
      missFigures()
      counterMemory.missed()
      gaugeMemory.note([:], at: report.at, keeping: memory.points)
    case .health(let health):
      self.health = health
    case .probe, .failure:
      break
    }
    var isPage = false
    if case .page = report.outcome { isPage = true }
    judge(at: report.at, hasNewFigures: isPage)
    remember(at: report.at)
  }

  private mutating func record(_ page: Page, at: Moment) {
    let restartsBefore = history.restarts.count
    history.record(page, at: at)
    if boundRevision != history.revision {
      bindings = Bindings(history, breakerOrder: target.breakerOrder, addingTo: bindings)
      boundRevision = history.revision
    }
    seriesCount = page.values.count
    lastGoodScrape = at
    let didRestart = history.restarts.count > restartsBefore
    // One that was noted may prove to have been another process.
    restarted = history.restarts.last
    if didRestart {
      breakerMemory.restart()
      counterMemory.missed()
      poolChanged = nil
    }
    counterMemory.note(bindings.counted, history, at: at, keeping: memory.points)
    gaugeMemory.note(bindings.levels(history, at: at), at: at, keeping: memory.points)
    let pool = bindings.pool(history, at: at)
    let breakers = breakerMemory.note(bindings.breakerStates(history, at: at), at: at)
    if let figures = pool.value.map({ [$0.total, $0.active, $0.idle, $0.waiting ?? -1] }),
      poolChanged?.figures != figures
    {
      poolChanged = (figures, at)
    }
    var step = TrailStep(at: at)
    step.restarted = didRestart
    step.saturation = pool.value?.saturation
    for queue in bindings.queueDepths(history, at: at).value ?? [] {
      trail.note(queue.pending, of: queue.name, in: &step)
    }
    for breaker in breakers { trail.note(breaker.state, of: breaker.name, in: &step) }
    addRequests(to: &step, at: at)
    trail.append(step, bounds: bindings.bounds)
  }

  /// Carries the running sums of requests on to this step.
  private mutating func addRequests(to step: inout TrailStep, at: Moment) {
    // Without any the chart has a gap: what several processes count is not known, and not nothing.
    guard history.severalProcesses == nil else { return }
    let last = trail.steps.last { !$0.isGap }
    let previous = trail.steps.last { !$0.isGap && !$0.requests.isEmpty }
    func carried(_ sums: [Double]?, _ increases: [Double]) -> [Double] {
      guard let sums, sums.count == increases.count else { return increases.map { _ in 0 } }
      return zip(sums, increases).map { $0 + $1 }
    }
    let requests = bindings.lastRequests(
      history, own: last.map { ownProbes(after: $0.at, until: at) } ?? 0)
    // Classes are carried on even where the layout of the buckets changes.
    step.requests =
      carried(previous.map { Array($0.requests.prefix(TrailStep.classCount)) }, requests.classes)
      + carried(previous.map { Array($0.buckets) }, requests.buckets)
  }

  /// How many of its own probes mptop had answered in a stretch of time: as many of those that the server counts.
  func ownProbes(after start: Moment, until end: Moment) -> Int {
    answeredProbes.count { $0 > start && $0 <= end }
  }

  private mutating func judge(at: Moment, hasNewFigures: Bool) {
    lastReport = at
    keepRequests(window: Watch.alertWindow)
    var minute = reading(at: at, window: Watch.alertWindow)
    if hasNewFigures { watchFigures(minute) }
    minute.alerts = alertBook.alerts(rules)
    let verdict = Judgement.condition(of: self, minute: minute, at: at)
    if verdict.condition != standing.condition {
      standing = Standing(condition: verdict.condition, reason: verdict.reason, since: at)
    } else {
      standing.reason = verdict.reason
    }
    watchStanding(at: at)
    minute.alerts = alertBook.alerts(rules)
    if window != Watch.alertWindow { keepRequests(window: window) }
    brief = Brief(window == minute.window ? minute : reading(at: at, window: window))
    brief.standing = standing
  }

  mutating func keepRequests(window: Duration) {
    let basis = requestBasis(window: window)
    requests = basis.flatMap { basis in
      requests.flatMap { $0.isOf(basis) ? $0 : nil } ?? RequestFigures(basis, bindings, history)
    }
  }

  /// nil before the first good scrape.
  func requestBasis(window: Duration) -> RequestFigures.Basis? {
    lastGoodScrape.map { now in
      let covered = history.covered(at: now, window: window)
      return RequestFigures.Basis(
        at: now, window: covered, own: ownProbes(after: now - covered, until: now),
        areSeveralProcesses: history.severalProcesses != nil)
    }
  }
}
