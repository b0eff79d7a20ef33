import MPanel
import Scraping
import Telemetry

/// A target that is watched for hours of virtual time, behind the limiter that mPanel has: a hundred requests on /api
/// in a quarter of an hour, counted from the first one, whoever sends them.
struct PretendDay {
  /// A request of mptop's to /api.
  struct Spent {
    var endpoint: Endpoint
    var at: Double
    var isRefused: Bool
    /// What the limiter had let through for others and for mptop in this window before it.
    var others: Int
    var own: Int
    /// What the answer before told, as of which the request was decided; nil before the first.
    var told: RateLimit?
    var toldIn: Double?
    var window: Double
  }

  private(set) var schedule = Schedule(
    address: "web-1:2271", interval: .seconds(30), started: PretendDay.began)
  private(set) var spent: [Spent] = []
  /// Until when each 429 asked to stay away.
  private(set) var retryAfter: [(from: Double, until: Double)] = []
  private var now = PretendDay.began
  private var windowStart: Double?
  private var others = 0
  private var own = 0
  private var told: (limit: RateLimit, window: Double)?

  private static let began = Moment(seconds: 1000.3)
  static let limit = 100
  static let window = 900.0
  static let hours = 3600.0

  var seconds: Double { now.seconds - PretendDay.began.seconds }

  /// - Parameters:
  ///   - othersEvery: how many seconds lie between two requests of other people; nil where nobody else is there.
  ///   - states: whether answers carry the headers of the limiter, and are counted by it.
  ///   - presses: at which seconds the operator asks for everything.
  ///   - troubles: at which seconds the figures make a reason to ask for readiness.
  ///   - scrape: what the scrape at a second brings.
  mutating func run(
    hours: Double = 24, othersEvery: Double? = nil, states: Bool = true, presses: [Double] = [],
    troubles: [Double] = [],
    probe: (Double) -> Report.Outcome = { _ in .probe(ok: true, reason: nil) },
    scrape: (Double) -> Report.Outcome = { _ in Play.page }
  ) {
    var presses = presses
    var troubles = troubles
    var nextOther = othersEvery
    while seconds < hours * PretendDay.hours {
      while let other = nextOther, let gap = othersEvery, other <= seconds {
        if open(at: other) { others += 1 }
        nextOther = other + gap
      }
      if let press = presses.first, press <= seconds {
        presses.removeFirst()
        schedule.refresh(at: now)
      }
      if let trouble = troubles.first, trouble <= seconds {
        troubles.removeFirst()
        schedule.hastenReadiness(at: now)
      }
      let step = schedule.step(at: now)
      schedule.begin(step, at: now)
      switch step {
      case .rest(let wake):
        let told = [presses.first, troubles.first].compactMap { $0.map { PretendDay.began + .seconds($0) } }
        now = max(min(wake, told.min() ?? wake), now + .nanoseconds(1))
      case .scrape:
        let outcome = scrape(seconds)
        let exchange = Exchange(
          endpoint: .metrics, path: "/metrics", requestID: "", started: now, duration: .milliseconds(5),
          status: PretendDay.status(outcome))
        now = now + .milliseconds(5)
        let report = Report(target: 0, exchange: exchange, outcome: outcome, at: now)
        schedule.finish(scrape: Asked(report: report, serverTime: .milliseconds(5)), jitter: 0.5)
      case .probe(let endpoint): ask(endpoint, states: states, outcome: probe(seconds))
      }
    }
  }

  private mutating func ask(_ endpoint: Endpoint, states: Bool, outcome: Report.Outcome) {
    let isOpen = !states || open(at: seconds)
    spent.append(
      Spent(
        endpoint: endpoint, at: seconds, isRefused: !isOpen, others: others, own: own, told: told?.limit,
        toldIn: told?.window, window: windowStart ?? seconds))
    var exchange = Exchange(
      endpoint: endpoint, path: endpoint.path, requestID: "", started: now, duration: .milliseconds(5),
      status: PretendDay.status(outcome))
    var outcome = outcome
    if states, let windowStart, exchange.status != nil {
      if isOpen { own += 1 }
      let reset = windowStart + PretendDay.window - seconds
      let limit = RateLimit(
        limit: PretendDay.limit, remaining: max(PretendDay.limit - others - own, 0),
        waitSeconds: isOpen ? 0 : reset.rounded(.up), resetSeconds: reset)
      exchange.rateLimit = limit
      told = (limit, windowStart)
      if !isOpen {
        outcome = .failure(.limited(waitSeconds: reset.rounded(.up)))
        retryAfter.append((seconds, seconds + reset.rounded(.up)))
      }
    }
    now = now + .milliseconds(5)
    schedule.finish(probe: Report(target: 0, exchange: exchange, outcome: outcome, at: now))
  }

  /// Begins a new window where the last has ended; whether the limiter lets another request through.
  private mutating func open(at second: Double) -> Bool {
    if windowStart.map({ second >= $0 + PretendDay.window }) ?? true {
      windowStart = second
      others = 0
      own = 0
    }
    return others + own < PretendDay.limit
  }

  private static func status(_ outcome: Report.Outcome) -> Int? {
    guard case .failure(let failure) = outcome else { return 200 }
    if case .status(let status, _) = failure { return status }
    return nil
  }

  /// The most requests in any quarter of an hour, wherever it begins.
  var mostInAWindow: Int {
    var most = 0
    var first = 0
    for (index, one) in spent.enumerated() {
      while (one.at - spent[first].at).toMilliseconds >= PretendDay.window { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }
}
