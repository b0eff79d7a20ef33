import MPanel
import Telemetry

/// When one target is asked what: everything that makes mptop a gentle guest, and no clock of its own.
///
/// The scrapes lie on a grid of intervals, moved by a hash of the address so that a fleet is not asked all at
/// once; only the very first ones of a small fleet are, since somebody waits for them. A tick that comes while an
/// answer is still awaited is left out, never made up for.
package struct Schedule: Sendable {
  package enum Step: Sendable, Hashable {
    case scrape
    case probe(Endpoint)
    case rest(until: Moment)
  }

  /// Failures in a row that are still followed by a scrape at the next tick: a restart takes a few seconds, and
  /// being refused costs the server nothing.
  package static let patientFailures = 5
  package static let longestBackOff: Duration = .seconds(60)
  /// A page may take at most a hundredth of the server's time.
  package static let restPerWork = 100.0
  /// And what is left of that after the first page of all.
  package static let firstRestPerWork = 10.0
  package static let longestRest: Duration = .seconds(1800)
  package static let longestPatience: Duration = .seconds(10)
  package static let probePatience: Duration = .seconds(12)
  /// Between two looks at the same probe, where its answers are counted and where they are not.
  package static let countedProbeGap: Duration = .seconds(180)
  package static let freeProbeGap: Duration = .seconds(30)
  /// And where something just happened to the target.
  package static let hastenedProbeGap: Duration = .seconds(10)
  /// However often a target fails and recovers, probes that are counted stay within this in any such window: mPanel's,
  /// which a whole site may share. Only the operator's wish goes beyond.
  package static let mostCountedProbes = 10
  package static let probeWindow = Budget.usualWindow
  /// What just happened to a target hastens no more than these, so that some are left for the usual looks.
  package static let mostHastenedProbes = 6
  /// Where the scrapes spend the same budget, probes leave it to them.
  package static let scarceProbeGap: Duration = .seconds(900)

  private struct Plan {
    /// Nil where the build has no such endpoint.
    var due: Moment?
    var asked: Moment?
    var isFirst = true
    /// Whether the operator asked for it.
    var isWished = false
    /// Whether its answers spend the rate limit; supposed until one says otherwise.
    var isCounted = true
  }

  package private(set) var interval: Duration
  private let hash: UInt64
  package private(set) var nextScrape: Moment
  private var began: Moment?
  private var hasScraped = false
  private var probeUnderWay: Endpoint?
  private var plans: [Endpoint: Plan]
  private var budget = Budget()
  /// When the newest probes were asked whose answers were counted.
  private var countedProbes: [Moment] = []
  private var isScrapeCounted = false
  private var failures = 0
  private var timeouts = 0
  private var isAbsent = false
  private var lastDuration: Duration = .zero
  private var serverTimes: [Duration] = []

  /// - Parameter isSpread: whether the first scrape waits for its beat, and the first probes for theirs, because
  ///   hundreds of targets begin at the same time.
  package init(address: String, interval: Duration, started: Moment, isSpread: Bool = false) {
    self.interval = interval
    hash = Schedule.hash(address)
    nextScrape = started
    plans = [.health: Plan(due: started), .ready: Plan(due: started)]
    guard isSpread else { return }
    nextScrape = tick(after: started)
    // As many probes as scrapes in a second, or fewer: two for each target in three intervals.
    let stretch = min(interval * 3, Schedule.countedProbeGap)
    for endpoint in [Endpoint.health, .ready] {
      let due = nextScrape + stretch * fraction(of: endpoint)
      plans[endpoint]?.due = due
    }
  }

  /// FNV-1a: the same in every run, so that a restarted mptop asks at the same beat.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// How long to wait for a page: the interval, within 2 and 10 s, so that a missing answer shows by the next
  /// tick. A target that ran out of it gets twice the time: giving up early makes a slow server work for nothing.
  package var patience: Duration { patience(upTo: Schedule.longestPatience) }

  /// - Parameter limit: the longest wait where the last one was not in vain.
  package func patience(upTo limit: Duration) -> Duration {
    let usual = min(max(interval, .seconds(2)), limit)
    return min(max(usual * (1 << min(timeouts, 3)), lastDuration * 2), Schedule.longestPatience)
  }

  /// What is to be done now. Not asked while a scrape is under way.
  package func step(at now: Moment) -> Step {
    if nextScrape <= now { return .scrape }
    var wake = nextScrape
    guard hasScraped, probeUnderWay == nil, !isAbsent else { return .rest(until: wake) }
    // What was due first goes first where there is room for one: a reason to ask gets the next place.
    for endpoint in [Endpoint.health, .ready].sorted(by: { (plans[$0]?.due ?? now) < (plans[$1]?.due ?? now) }
    ) {
      guard let plan = plans[endpoint], let due = plan.due else { continue }
      var moment = max(due, budget.opens(at: now))
      if !plan.isWished { moment = max(moment, nextCountedProbe ?? moment) }
      if moment <= now { return .probe(endpoint) }
      wake = min(wake, moment)
    }
    return .rest(until: wake)
  }

  package mutating func begin(_ step: Step, at now: Moment) {
    switch step {
    case .scrape: began = now
    case .probe(let endpoint):
      probeUnderWay = endpoint
      plans[endpoint]?.asked = now
      plans[endpoint]?.isWished = false
    case .rest: break
    }
  }

  /// Takes in a scrape's report. `jitter` lies between 0 and 1.
  package mutating func finish(scrape asked: Asked, jitter: Double) {
    let report = asked.report
    let started = began ?? report.exchange.started
    began = nil
    hasScraped = true
    budget.note(report)
    if report.exchange.status != nil { isScrapeCounted = report.exchange.rateLimit?.isStated == true }
    var gap = interval
    var failed = false
    switch report.outcome {
    case .page, .health, .probe:
      lastDuration = report.exchange.duration
      serverTimes = Array(([asked.serverTime ?? .zero] + serverTimes).prefix(3))
      // The quickest of three: a server that was busy for a moment is not a page that is expensive.
      let work = serverTimes.min() ?? .zero
      // The very first answer may be slow by chance, and a rate needs a second one: that is not put off for long.
      let rest = serverTimes.count == 1 ? Schedule.firstRestPerWork : Schedule.restPerWork
      gap = min(max(gap, work * rest), Schedule.longestRest)
    case .failure(.draining): break
    case .failure(.limited): isScrapeCounted = true
    case .failure(let failure):
      failed = true
      if case .timedOut = failure { timeouts += 1 } else { timeouts = 0 }
      if failures >= Schedule.patientFailures {
        let doubled = interval * (1 << min(failures - Schedule.patientFailures + 1, 10))
        // Up to a tenth less, so that targets which went down together are not asked together for ever.
        gap = max(min(doubled, Schedule.longestBackOff) * (1 - jitter / 10), interval)
      }
      failures += 1
      let wasAbsent = isAbsent
      isAbsent = failure.isAbsence && (wasAbsent || failures > 1)
      if failures == 1 { hastenProbes(at: report.at) }
    }
    if !failed {
      timeouts = 0
      if failures > 0 { hastenProbes(at: report.at) }
      failures = 0
      isAbsent = false
    }
    nextScrape =
      gap == interval ? tick(after: max(report.at, started + interval / 2)) : max(report.at, started + gap)
    if let wait = Budget.retryAfter(report) { nextScrape = max(nextScrape, report.at + wait) }
    if isScrapeCounted {
      nextScrape = max(nextScrape, started + budget.evenGap, budget.opens(at: report.at))
    }
  }

  package mutating func finish(probe report: Report) {
    let endpoint = report.exchange.endpoint
    probeUnderWay = nil
    budget.note(report)
    var plan = plans[endpoint] ?? Plan()
    // No answer says nothing of limits, and a server that hangs is not to be asked more often for it.
    if report.exchange.status != nil { plan.isCounted = report.exchange.rateLimit?.isStated == true }
    let gap =
      !plan.isCounted
      ? Schedule.freeProbeGap : isScrapeCounted ? Schedule.scarceProbeGap : Schedule.countedProbeGap
    let asked = plan.asked ?? report.exchange.started
    if plan.isCounted { countedProbes = countedProbes.suffix(Schedule.mostCountedProbes - 1) + [asked] }
    if case .failure(.status(404, _)) = report.outcome {
      plan.due = nil
    } else if case .failure(.limited) = report.outcome {
      plan.due = budget.opens(at: report.at)
    } else {
      // Everybody's first probes went out together: the second ones are spread over half a gap.
      let share = plan.isFirst ? 1 + 0.5 * fraction(of: endpoint) : 1
      plan.due = asked + gap * share
    }
    plan.isFirst = false
    plans[endpoint] = plan
  }

  /// Whether the last scrape got no answer in all its time, so that the next may well get none either.
  package var isDoubtful: Bool { timeouts > 0 }

  /// Asks for everything as soon as the budget allows. A scrape that is under way is as good as a new one.
  ///
  /// - Parameter stretch: over how long the scrapes of a large fleet are spread.
  package mutating func refresh(at now: Moment, over stretch: Duration = .zero) {
    let due = now + stretch * fraction(of: .metrics)
    if began == nil { nextScrape = min(max(nextScrape, now), isScrapeCounted ? budget.opens(at: due) : due) }
    for endpoint in [Endpoint.health, .ready] {
      let due = now + stretch * fraction(of: endpoint)
      plans[endpoint]?.due = due
      plans[endpoint]?.isWished = true
    }
    isAbsent = false
  }

  /// Before when no probe of our own accord would stay within ``mostCountedProbes``; nil while there are fewer.
  private var nextCountedProbe: Moment? {
    countedProbes.count < Schedule.mostCountedProbes
      ? nil : countedProbes.first.map { $0 + Schedule.probeWindow }
  }

  package mutating func setInterval(_ interval: Duration, at now: Moment) {
    self.interval = interval
    guard hasScraped, began == nil else { return }
    let tick = tick(after: now)
    let isHeldBack =
      failures > Schedule.patientFailures || isScrapeCounted
      || (serverTimes.min() ?? .zero) * Schedule.restPerWork > interval
    nextScrape = isHeldBack ? max(nextScrape, tick) : tick
  }

  /// A scrape that turned bad or good again is a reason to look at the probes, though not every few seconds.
  private mutating func hastenProbes(at now: Moment) {
    let recent = countedProbes.count { $0 > now - Schedule.probeWindow }
    guard recent < Schedule.mostHastenedProbes else { return }
    for (endpoint, plan) in plans {
      plans[endpoint]?.due = max(now, (plan.asked ?? now) + Schedule.hastenedProbeGap)
    }
  }

  /// What the figures say of the target is a reason to ask whether it is ready, within ``mostCountedProbes``: at
  /// once in the first minutes, later with the next probe that there is room for.
  package mutating func hastenReadiness(at now: Moment) {
    guard let plan = plans[.ready], let due = plan.due else { return }
    plans[.ready]?.due = min(due, max(now, (plan.asked ?? now) + Schedule.hastenedProbeGap))
  }

  /// The first tick of the grid after a moment.
  private func tick(after moment: Moment) -> Moment {
    let step = max(interval.wholeNanoseconds, 1_000_000)
    let offset = Int64(hash % UInt64(step))
    let since = (moment.nanoseconds &- offset) % step
    return moment + .nanoseconds(step - (since < 0 ? since + step : since))
  }

  private func fraction(of endpoint: Endpoint) -> Double {
    Double((hash ^ UInt64(endpoint.rawValue.utf8.count)) % 997) / 997
  }
}
