import Exposition
import MPanel

extension Report.Outcome {
  /// What an answer means: its HTTP status first, then its body. `wait` is how long the answer asks us to stay
  /// away; `refused` is what of ours was sent to prove who we are.
  package init(
    _ response: Response, to endpoint: Endpoint, wait: Double?, refused: String? = nil,
    parser: inout Parser
  ) {
    if let failure = ScrapeFailure(status: response, endpoint: endpoint, wait: wait, refused: refused) {
      self = .failure(failure)
      return
    }
    let type = response["content-type"]
    let start = response.body.first { $0 > 0x20 }
    let isPage = type?.lowercased().hasPrefix("text/html") == true || start == UInt8(ascii: "<")
    let misfit = Report.Outcome.failure(
      .notMPanel(
        contentType: type.map { CleanText.of($0, limit: 60) },
        excerpt: Excerpt.of(response.body, contentType: type)))
    guard !isPage, start != nil else {
      self = misfit
      return
    }
    switch endpoint {
    case .metrics:
      guard start != UInt8(ascii: "{") else {
        self = misfit
        return
      }
      let page = parser.parse(response.body, contentType: type)
      self = page.values.isEmpty && page.table.families.isEmpty ? misfit : .page(page)
    case .health:
      let health = HealthReport(body: response.body, status: response.status)
      self = health.verdict == .badData ? misfit : .health(health)
    case .ready, .live:
      let answer = ProbeAnswer(body: response.body, status: response.status)
      self = .probe(ok: answer.isGood, reason: answer.reason)
    }
  }
}

extension ScrapeFailure {
  /// The failure that a status stands for at an endpoint; nil where the body is worth reading.
  init?(status response: Response, endpoint: Endpoint, wait: Double?, refused: String? = nil) {
    let excerpt = Excerpt.of(response.body, contentType: response["content-type"])
    switch response.status {
    case 200: return nil
    case 429: self = .limited(waitSeconds: wait)
    case 401, 403: self = .unauthorised(status: response.status, refused: refused)
    case 301, 302, 303, 307, 308: self = .redirected(to: response["location"].map { CleanText.of($0) } ?? "")
    case 503:
      if let drain = Drain(body: response.body) {
        self = .draining(retryAfterSeconds: drain.retryAfterSeconds)
      } else if endpoint != .metrics, ProbeAnswer.isAnswer(response.body) {
        // "Not ready" and "unhealthy" come with a 503: an answer, not a failure.
        return nil
      } else {
        self = .status(503, excerpt: excerpt)
      }
    default: self = .status(response.status, excerpt: excerpt)
    }
  }
}
