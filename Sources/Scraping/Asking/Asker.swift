import Exposition
import MPanel
import NIOCore
import Telemetry

/// Asks one target and reports. Keeps what makes the next question cheaper: the connection, the parser's table.
actor Asker {
  nonisolated let target: Target
  private let fetcher: Fetcher
  private let access: Access
  private var credentials: Credentials
  private let timekeeper: Timekeeper
  private var parser = Parser()
  private var ids: RequestIDs
  private var isLegacy = false
  /// Whether the legacy path was tried in vain since the target was last away.
  private var triedLegacy = false
  private var keepsConnections = true
  private var keepsHeaders = false
  private var asksAnew = false
  /// The quickest connecting so far: about once the way there and back.
  private var wayThereAndBack: Duration?

  init(
    _ target: Target, fetcher: Fetcher, access: Access = Access(), timekeeper: Timekeeper,
    ids: RequestIDs = RequestIDs()
  ) {
    self.target = target
    self.fetcher = fetcher
    self.access = access
    credentials = Credentials(access.credential)
    self.timekeeper = timekeeper
    self.ids = ids
  }

  /// One scrape, at the path where this build of mPanel has its metrics.
  ///
  /// A 404 at `/metrics` is followed once by a look at the legacy path, and what is found there is remembered: a
  /// guess with every scrape would spend the rate limit for nothing.
  func scrape(within patience: Duration) async -> Asked {
    if let path = access.metricsPath { return await ask(.metrics, path: path, within: patience) }
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

  /// The same on a connection of its own, whatever is kept: behind a cluster this may be another process.
  func scrapeAnew(within patience: Duration) async -> Asked {
    asksAnew = true
    defer { asksAnew = false }
    return await scrape(within: patience)
  }

  /// Whether connections are to be kept between scrapes, which costs a socket each, and pages, which costs memory.
  func keep(connections: Bool, spare: Bool) async {
    keepsConnections = connections
    parser.keepsPage = connections
    await fetcher.keep(connections: connections, spare: spare)
  }

  /// Reports tell the headers of answers and what was seen of TLS from now on.
  func keepHeaders() async {
    keepsHeaders = true
    await fetcher.tellOfTLS()
  }

  /// Looks for the metrics anew, as after a restart that may have brought another build.
  func forgetPath() {
    isLegacy = false
    triedLegacy = false
  }

  /// Asks as if nothing had failed so far: what waits for something to become better waits no longer.
  func hasten() async {
    forgetPath()
    await fetcher.hasten()
  }

  /// One request, from its name to its meaning; two where a secret was refused that has been replaced meanwhile.
  func ask(_ endpoint: Endpoint, path: String, within patience: Duration) async -> Asked {
    let first = await askOnce(endpoint, path: path, within: patience)
    guard case .failure(.unauthorised(401, _?)) = first.report.outcome, credentials.renew() else {
      return first
    }
    return await askOnce(endpoint, path: path, within: patience)
  }

  /// The scrapes share a connection; a probe that hangs may not hold them up, so probes have their own.
  private func askOnce(_ endpoint: Endpoint, path: String, within patience: Duration) async -> Asked {
    let id = ids.next()
    let started = timekeeper.now()
    var exchange = Exchange(endpoint: endpoint, path: path, requestID: id, started: started)
    exchange.cautions = access.cautions(at: fetcher.place)
    let authorization: Authorization?
    do throws(ScrapeFailure) {
      authorization = try credentials.authorization()
    } catch {
      return Asked(
        report: Report(target: target.id, exchange: exchange, outcome: .failure(error), at: started))
    }
    exchange.cautions += credentials.cautions
    let accept =
      endpoint == .metrics
      ? "text/plain;version=0.0.4,text/plain;q=0.5,*/*;q=0.1" : "application/json,*/*;q=0.1"
    let query = endpoint == .metrics && !access.query.isEmpty ? "?\(access.query)" : ""
    let answer = await fetcher.fetch(
      path + query, headers: [("Accept", accept), ("X-Request-ID", id)],
      authorization: authorization?.header.text, within: patience,
      keepsConnection: endpoint == .metrics && keepsConnections && !asksAnew)
    let ended = timekeeper.now()
    if let connecting = answer.connecting {
      wayThereAndBack = min(wayThereAndBack ?? connecting, connecting)
    }
    exchange.duration = answer.duration
    exchange.certificateEnds = answer.certificateEnds
    exchange.secureLine = answer.line
    let outcome: Report.Outcome
    switch answer.result {
    case .failure(var failure):
      authorization?.hide(in: &failure)
      outcome = .failure(failure)
    case .success(var response):
      authorization?.hide(in: &response)
      let limit = RateLimit(headers: response.headers, status: response.status, now: ended.unixSeconds)
      exchange.status = response.status
      exchange.serverDate = response["date"].flatMap { InternetDate.seconds($0) }
      exchange.wireBytes = response.wireBytes
      exchange.bodyBytes = response.body.count
      exchange.rateLimit = limit.isStated || (limit.waitSeconds ?? 0) > 0 ? limit : nil
      exchange.echoedRequestID = response["x-request-id"] == id
      if keepsHeaders {
        exchange.headers = response.headers.map {
          Exchange.Header(name: $0.name.lowercased(), value: CleanText.of($0.value))
        }
      }
      outcome = Report.Outcome(
        response, to: endpoint, wait: limit.waitSeconds, refused: authorization?.kind, parser: &parser)
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
    _ targets: [ScrapeTarget], on loop: any EventLoop, through tunnels: Tunnels, userAgent: String,
    timekeeper: Timekeeper, keepsSpare: Bool
  ) -> [Asker] {
    var encryptions: [Security: Encryption] = [:]
    return targets.map { target in
      let place = target.place
      let security = Security(trust: target.access.trust, certificate: target.access.clientCertificate)
      // A redirect may lead from a plain target to a secured one.
      if place.isEncrypted || target.access.followsRedirects, encryptions[security] == nil {
        encryptions[security] = Encryption(security.trust, clientCertificate: security.certificate)
      }
      let fetcher = Fetcher(
        place, on: loop, encryption: encryptions[security],
        tunnel: place.gateway.map { tunnels.tunnel(through: $0) }, access: target.access,
        userAgent: userAgent, keepsSpare: keepsSpare)
      return Asker(target.target, fetcher: fetcher, access: target.access, timekeeper: timekeeper)
    }
  }

  /// What those have in common that share what TLS needs.
  private struct Security: Hashable {
    var trust: Trust
    var certificate: Access.ClientCertificate?
  }
}
