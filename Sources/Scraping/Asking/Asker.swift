import Exposition
import MPanel
import NIOCore
import Telemetry

/// Asks one target and reports. Keeps what makes the next question cheaper: the connection, the parser's table.
actor Asker {
  nonisolated let target: Target
  private let fetcher: Fetcher
  private let timekeeper: Timekeeper
  private var parser = Parser()
  private var ids: RequestIDs
  private var isLegacy = false
  /// Whether the legacy path was tried in vain since the target was last away.
  private var triedLegacy = false
  /// The quickest connecting so far: about once the way there and back.
  private var wayThereAndBack: Duration?

  init(_ target: Target, fetcher: Fetcher, timekeeper: Timekeeper, ids: RequestIDs = RequestIDs()) {
    self.target = target
    self.fetcher = fetcher
    self.timekeeper = timekeeper
    self.ids = ids
  }

  /// One scrape, at the path where this build of mPanel has its metrics.
  ///
  /// A 404 at `/metrics` is followed once by a look at the legacy path, and what is found there is remembered: a
  /// guess with every scrape would spend the rate limit for nothing.
  func scrape(within patience: Duration) async -> Asked {
    let path = isLegacy ? Endpoint.legacyMetricsPath : Endpoint.metrics.path
    let asked = await ask(.metrics, path: path, within: patience)
    guard case .failure(let failure) = asked.report.outcome else { return asked }
    if failure.isAbsence { forgetPath() }
    guard case .status(404, _) = failure else { return asked }
    if isLegacy {
      forgetPath()
      return asked
    }
    guard !triedLegacy else { return asked }
    triedLegacy = true
    let second = await ask(.metrics, path: Endpoint.legacyMetricsPath, within: patience)
    switch second.report.outcome {
    case .page, .failure(.limited):
      isLegacy = true
      return second
    default: return asked
    }
  }

  /// Looks for the metrics anew, as after a restart that may have brought another build.
  func forgetPath() {
    isLegacy = false
    triedLegacy = false
  }

  /// One request, from its name to its meaning. The scrapes share a connection; a probe that hangs may not hold
  /// them up, so probes have their own.
  func ask(_ endpoint: Endpoint, path: String, within patience: Duration) async -> Asked {
    let id = ids.next()
    let started = timekeeper.now()
    let accept =
      endpoint == .metrics
      ? "text/plain;version=0.0.4,text/plain;q=0.5,*/*;q=0.1" : "application/json,*/*;q=0.1"
    let answer = await fetcher.fetch(
      path, headers: [("Accept", accept), ("X-Request-ID", id)], within: patience,
      keepsConnection: endpoint == .metrics)
    let ended = timekeeper.now()
    if let connecting = answer.connecting {
      wayThereAndBack = min(wayThereAndBack ?? connecting, connecting)
    }
    var exchange = Exchange(
      endpoint: endpoint, path: path, requestID: id, started: started, duration: answer.duration)
    let outcome: Report.Outcome
    switch answer.result {
    case .failure(let failure): outcome = .failure(failure)
    case .success(let response):
      let limit = RateLimit(headers: response.headers, status: response.status, now: ended.unixSeconds)
      exchange.status = response.status
      exchange.wireBytes = response.wireBytes
      exchange.bodyBytes = response.body.count
      exchange.rateLimit = limit.isStated || (limit.waitSeconds ?? 0) > 0 ? limit : nil
      exchange.echoedRequestID = response["x-request-id"] == id
      outcome = Report.Outcome(response, to: endpoint, wait: limit.waitSeconds, parser: &parser)
    }
    let serverTime = answer.firstByte.map { max($0 - (wayThereAndBack ?? .zero), .zero) }
    return Asked(
      report: Report(target: target.id, exchange: exchange, outcome: outcome, at: ended),
      serverTime: serverTime)
  }

  func close() async { await fetcher.close() }
}

extension Asker {
  /// One for each target; those that trust alike share what TLS needs.
  static func all(
    _ targets: [ScrapeTarget], on loop: any EventLoop, userAgent: String, timekeeper: Timekeeper,
    keepsSpare: Bool
  ) -> [Asker] {
    var encryptions: [Trust: Encryption] = [:]
    for trust in Set(targets.filter(\.place.isEncrypted).map(\.access.trust)) {
      encryptions[trust] = Encryption(trust)
    }
    return targets.map {
      let fetcher = Fetcher(
        $0.place, on: loop, encryption: encryptions[$0.access.trust], userAgent: userAgent,
        keepsSpare: keepsSpare)
      return Asker($0.target, fetcher: fetcher, timekeeper: timekeeper)
    }
  }
}
