import Exposition
import MPanel
import NIOCore
import Synchronization
import Telemetry

/// Asks one Prometheus server, one question at a time.
final class PrometheusClient: Sendable {
  /// The most that is taken of one answer, after unpacking.
  static let limitBytes = 64 << 20

  let server: PrometheusServer
  private let fetcher: Fetcher
  private let credentials: Mutex<Credentials>
  private let refusesForms = Atomic(false)
  /// What was asked, where that is kept.
  private let log = Mutex<Log?>(nil)

  private struct Log {
    var timekeeper: Timekeeper
    var questions: [Exchange] = []
  }

  init(_ server: PrometheusServer, on loop: any EventLoop, userAgent: String) {
    self.server = server
    let access = server.access
    credentials = Mutex(Credentials(access.credential))
    // A redirect may lead from a plain server to a secured one.
    let needsEncryption = server.place.isEncrypted || access.followsRedirects
    fetcher = Fetcher(
      server.place, on: loop,
      encryption: needsEncryption
        ? Encryption(access.trust, clientCertificate: access.clientCertificate) : nil,
      access: access, limitBytes: PrometheusClient.limitBytes, userAgent: userAgent)
  }

  /// What an answer cost, besides what it says.
  struct Asked: Sendable {
    var result: Result<PrometheusAnswer, PrometheusFailure>
    var duration: Duration
    var bytes = 0
    /// The server's clock as its `Date` says, in seconds since 1970.
    var date: Double?
  }

  func query(_ text: String, within patience: Duration) async -> Asked {
    let (response, duration) = await get(
      "/api/v1/query", FormText.of([("query", text)]), within: patience)
    switch response {
    case .failure(let failure): return Asked(result: .failure(.scrape(failure)), duration: duration)
    case .success(let response):
      return Asked(
        result: answer(response), duration: duration, bytes: response.wireBytes,
        date: response["date"].flatMap { InternetDate.seconds($0) })
    }
  }

  /// Remembers every question from now on, and what was seen of TLS.
  func keepQuestions(_ timekeeper: Timekeeper) async {
    log.withLock { $0 = Log(timekeeper: timekeeper) }
    await fetcher.tellOfTLS()
  }

  var questions: [Exchange] { log.withLock { $0?.questions ?? [] } }

  /// What the server calls itself; nil where it does not tell.
  func version(within patience: Duration) async -> String? {
    let (response, _) = await get("/api/v1/status/buildinfo", within: patience)
    guard case .success(let response) = response, response.status == 200,
      let version = JSONReader.read(response.body)?["data"]?["version"]?.text, !version.isEmpty
    else { return nil }
    return CleanText.of(version, limit: 40)
  }

  /// nil where the server keeps none or does not tell.
  func metadata(within patience: Duration) async -> Metadata? {
    let (response, _) = await get("/api/v1/metadata", within: patience)
    guard case .success(let response) = response, response.status == 200 else { return nil }
    return Metadata(response.body)
  }

  func close() async { await fetcher.close() }

  /// What about the server itself, or our secret for it, is less safe than it should be.
  var cautions: [Caution] {
    server.access.cautions(at: server.place) + credentials.withLock { $0.cautions }
  }

  /// Past this a question is sent as a form: proxies refuse long addresses, some from 8 KiB on, others from 4.
  static let longestAddress = 4000

  /// Two questions where a secret was refused that has been replaced meanwhile, or a form by something in front of the
  /// server.
  private func get(_ path: String, _ form: String = "", within patience: Duration) async -> (
    Result<Response, ScrapeFailure>, Duration
  ) {
    let address = form.isEmpty ? path : "\(path)?\(form)"
    let isLong = server.place.base.utf8.count + address.utf8.count > PrometheusClient.longestAddress
    var posts = isLong && !refusesForms.load(ordering: .relaxed)
    func ask() async -> (Result<Response, ScrapeFailure>, Duration) {
      await getOnce(posts ? path : address, form: posts ? Array(form.utf8) : nil, within: patience)
    }
    var asked = await ask()
    if posts, case .success(let response) = asked.0, [405, 501].contains(response.status) {
      refusesForms.store(true, ordering: .relaxed)
      posts = false
      asked = await ask()
    }
    guard case .success(let response) = asked.0, response.status == 401,
      credentials.withLock({ $0.renew() })
    else { return asked }
    return await ask()
  }

  private func getOnce(_ path: String, form: [UInt8]?, within patience: Duration) async -> (
    Result<Response, ScrapeFailure>, Duration
  ) {
    let authorization: Authorization?
    do throws(ScrapeFailure) {
      authorization = try credentials.withLock { credentials throws(ScrapeFailure) in
        try credentials.authorization()
      }
    } catch {
      return (.failure(error), .zero)
    }
    let answer = await fetcher.fetch(
      path, form: form, headers: [("Accept", "application/json")], authorization: authorization?.header.text,
      within: patience, keepsConnection: true)
    note(path, answer)
    switch answer.result {
    case .success(var response):
      authorization?.hide(in: &response)
      return (.success(response), answer.duration)
    case .failure(var failure):
      authorization?.hide(in: &failure)
      return (.failure(failure), answer.duration)
    }
  }

  private func note(_ path: String, _ answer: Answer) {
    log.withLock { log in
      guard let now = log?.timekeeper.now() else { return }
      var exchange = Exchange(
        endpoint: .metrics, path: String(path.prefix { $0 != "?" }), requestID: "", started: now,
        duration: answer.duration)
      exchange.certificateEnds = answer.certificateEnds
      exchange.secureLine = answer.line
      exchange.cautions = cautions
      if case .success(let response) = answer.result {
        exchange.status = response.status
        exchange.wireBytes = response.wireBytes
        exchange.bodyBytes = response.body.count
        exchange.serverDate = response["date"].flatMap { InternetDate.seconds($0) }
      }
      log?.questions.append(exchange)
    }
  }

  /// Errors of the API come with statuses of their own: what the body says goes first.
  private func answer(_ response: Response) -> Result<PrometheusAnswer, PrometheusFailure> {
    if let answer = PrometheusAnswer.read(response.body) { return answer }
    let limit = RateLimit(
      headers: response.headers, status: response.status, now: Timekeeper.system.now().unixSeconds)
    if let failure = ScrapeFailure(
      status: response, endpoint: .metrics, wait: limit.waitSeconds, refused: server.access.credential?.kind)
    {
      return .failure(.scrape(failure))
    }
    let excerpt = Excerpt.of(response.body, contentType: response["content-type"])
    return .failure(.scrape(.notMPanel(contentType: response["content-type"], excerpt: excerpt)))
  }
}
