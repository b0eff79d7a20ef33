import Telemetry

extension ScrapeFailure {
  /// What happened in one short sentence without a full stop, fit for a status line. Texts from the network in
  /// it are clean and short.
  package var words: String {
    switch self {
    case .refused: "connection refused"
    case .timedOut(let limit, true): "only a part of the answer within \(ScrapeFailure.span(limit.seconds))"
    case .timedOut(let limit, false): "no answer within \(ScrapeFailure.span(limit.seconds))"
    case .connectionLost: "the connection was closed before the answer was complete"
    case .nameNotFound(let host): "no address for \(CleanText.of(host, limit: 60))"
    case .unreachable(let why): CleanText.of(why, limit: 80)
    case .tls(let why): "TLS: \(CleanText.of(why, limit: 80))"
    case .draining(let seconds):
      seconds.map { "shutting down, back in \(ScrapeFailure.span(Double($0))) or so" } ?? "shutting down"
    case .limited(let seconds):
      seconds.map { "429: asked to wait \(ScrapeFailure.span($0))" } ?? "429: too many requests"
    case .unauthorised(let status, let refused?): "\(status): our \(refused) is not accepted"
    case .unauthorised(let status, nil):
      status == 401 ? "401: asks for a login" : "\(status): not allowed from here"
    case .noCredential(let why): CleanText.of(why, limit: 120)
    case .redirected(let place, let why):
      place.isEmpty ? "redirected nowhere" : "redirected to \(CleanText.of(place, limit: 60)), \(why)"
    case .status(let status, let excerpt):
      excerpt.isEmpty ? "HTTP status \(status)" : "HTTP status \(status): \(excerpt)"
    case .notHTTP(let excerpt):
      excerpt.isEmpty ? "not an HTTP server" : "not an HTTP server: \(excerpt)"
    case .tooLarge(let limit): "more than \(limit >> 20) MiB, given up"
    case .badEncoding(let what): "cannot be read: \(CleanText.of(what, limit: 60))"
    case .notMPanel(let type, let excerpt):
      if excerpt.isEmpty {
        "an empty answer"
      } else if let type, type.hasPrefix("text/html") {
        "a web page, not what mPanel gives here: \(excerpt)"
      } else {
        "not what mPanel gives here: \(excerpt)"
      }
    case .untold(let why): CleanText.of(why, limit: 120)
    }
  }

  /// `0.5 s`, `41 s`, `13 m 32 s`, `2 h 5 m`.
  private static func span(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000_000 else { return "for ever" }
    if seconds < 9.95, seconds > 0 {
      let tenths = Int(exactly: (max(seconds, 0.1) * 10).rounded()) ?? 0
      return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
    let whole = Int(exactly: max(seconds, 0).rounded(.up)) ?? 0
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return whole % 60 == 0 ? "\(whole / 60) m" : "\(whole / 60) m \(whole % 60) s"
    default: return whole % 3600 < 60 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole % 3600 / 60) m"
    }
  }
}
