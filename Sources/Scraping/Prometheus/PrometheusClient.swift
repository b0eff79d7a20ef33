import Exposition
import MPanel
import NIOCore
import Telemetry

/// Asks one Prometheus server, one question at a time.
struct PrometheusClient: Sendable {
  /// The most that is taken of one answer, after unpacking.
  static let limitBytes = 64 << 20

  let server: PrometheusServer
  let fetcher: Fetcher

  init(_ server: PrometheusServer, on loop: any EventLoop, userAgent: String) {
    self.server = server
    let encryption = server.place.isEncrypted ? Encryption(server.access.trust) : nil
    fetcher = Fetcher(
      server.place, on: loop, encryption: encryption, limitBytes: PrometheusClient.limitBytes,
      userAgent: userAgent)
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
      "/api/v1/query?query=\(PromQLText.percentEncoded(text))", within: patience)
    switch response {
    case .failure(let failure): return Asked(result: .failure(.scrape(failure)), duration: duration)
    case .success(let response):
      return Asked(
        result: PrometheusClient.answer(response), duration: duration, bytes: response.wireBytes,
        date: response["date"].flatMap { InternetDate.seconds($0) })
    }
  }

  /// nil where the server keeps none or does not tell.
  func metadata(within patience: Duration) async -> Metadata? {
    let (response, _) = await get("/api/v1/metadata", within: patience)
    guard case .success(let response) = response, response.status == 200 else { return nil }
    return Metadata(response.body)
  }

  func close() async { await fetcher.close() }

  private func get(_ path: String, within patience: Duration) async -> (
    Result<Response, ScrapeFailure>, Duration
  ) {
    let answer = await fetcher.fetch(
      path, headers: [("Accept", "application/json")], within: patience, keepsConnection: true)
    return (answer.result, answer.duration)
  }

  /// Errors of the API come with statuses of their own: what the body says goes first.
  private static func answer(_ response: Response) -> Result<PrometheusAnswer, PrometheusFailure> {
    if let answer = PrometheusAnswer.read(response.body) { return answer }
    if let failure = ScrapeFailure(status: response, endpoint: .metrics, wait: nil) {
      return .failure(.scrape(failure))
    }
    let excerpt = Excerpt.of(response.body, contentType: response["content-type"])
    return .failure(.scrape(.notMPanel(contentType: response["content-type"], excerpt: excerpt)))
  }
}
