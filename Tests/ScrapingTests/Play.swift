import Exposition
import MPanel
import Scraping
import Telemetry
import Testing

/// A schedule that is led by hand: no clock, no network.
struct Play {
  var schedule: Schedule
  var now = Moment(seconds: 1000.3)
  var scrapes: [Double] = []
  var probes: [(endpoint: Endpoint, at: Double)] = []
  var spent = 0
  var windowStart = 0.0

  init(interval: Duration = .seconds(2), address: String = "web-1:2271") {
    schedule = Schedule(address: address, interval: interval, started: now)
  }

  /// Lets time pass, with every scrape ending as `scrape` says and every probe as `probe` says. Times are
  /// seconds since the beginning.
  mutating func run(
    until end: Double, taking time: Duration = .milliseconds(5), serverTime: Duration? = nil,
    jitter: Double = 0,
    countsScrapes: Bool = false, countsProbes: Bool = false, retryAfter: Double? = nil,
    probe probeOutcome: Report.Outcome = .probe(ok: true, reason: nil),
    scrape outcome: (Int) -> Report.Outcome = { _ in Play.page }
  ) {
    while seconds < end {
      let step = schedule.step(at: now)
      schedule.begin(step, at: now)
      switch step {
      case .rest(let wake):
        #expect(wake > now)
        now = wake
      case .scrape:
        scrapes.append(seconds)
        var exchange = Exchange(
          endpoint: .metrics, path: "/metrics", requestID: "", started: now, duration: time, status: 200)
        if countsScrapes { exchange.rateLimit = count() }
        if let retryAfter {
          exchange.status = 503
          exchange.rateLimit = RateLimit(waitSeconds: retryAfter)
        }
        now = now + time
        let report = Report(target: 0, exchange: exchange, outcome: outcome(scrapes.count), at: now)
        schedule.finish(scrape: Asked(report: report, serverTime: serverTime), jitter: jitter)
      case .probe(let endpoint):
        probes.append((endpoint, seconds))
        var exchange = Exchange(
          endpoint: endpoint, path: endpoint.path, requestID: "", started: now, duration: time, status: 200)
        if countsProbes { exchange.rateLimit = count() }
        if case .failure(.timedOut) = probeOutcome { exchange.status = nil }
        now = now + .milliseconds(5)
        schedule.finish(probe: Report(target: 0, exchange: exchange, outcome: probeOutcome, at: now))
      }
    }
  }

  /// Counts a request as a server does that allows a hundred in a quarter of an hour.
  private mutating func count() -> RateLimit {
    if seconds >= windowStart + 900 {
      windowStart = seconds
      spent = 0
    }
    spent += 1
    return RateLimit(
      limit: 100, remaining: max(100 - spent, 0), waitSeconds: 0, resetSeconds: windowStart + 900 - seconds)
  }

  var seconds: Double { now.seconds - 1000.3 }
  var gaps: [Double] { zip(scrapes, scrapes.dropFirst()).map { ($1 - $0).toMilliseconds } }

  static let page: Report.Outcome = {
    var parser = Parser()
    return .page(parser.parse(Array("a 1\n".utf8)))
  }()
}

extension Double {
  /// Rounded to thousandths, so that sums of nanoseconds can be compared.
  var toMilliseconds: Double { (self * 1000).rounded() / 1000 }
}
