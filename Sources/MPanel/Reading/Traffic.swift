/// Requests a second in the window, without mptop's own scrapes and probes.
package struct Traffic: Sendable, Hashable {
  /// The classes of HTTP statuses that are told apart.
  package enum Class: Int, Sendable, CaseIterable, Codable {
    case success, redirect, clientError, serverError, other

    /// `2xx`. Informational answers never reach the counter, so `other` is what has no number.
    package var word: String {
      switch self {
      case .success: "2xx"
      case .redirect: "3xx"
      case .clientError: "4xx"
      case .serverError: "5xx"
      case .other: "other"
      }
    }

    package init(status: String) {
      switch status.utf8.first {
      case UInt8(ascii: "2"): self = .success
      case UInt8(ascii: "3"): self = .redirect
      case UInt8(ascii: "4"): self = .clientError
      case UInt8(ascii: "5"): self = .serverError
      default: self = .other
      }
    }
  }

  /// Requests a second by class, in the order of ``Class``.
  package var perSecond: [Double]
  /// Requests being answered when the page was made. It counts the scrape itself, and on stock builds it leaks
  /// by one for each request that its client gave up (Q6).
  package var inFlight: Double?

  package var total: Double { perSecond.reduce(0, +) }
  /// Server errors among all requests, 0…1; nil without traffic.
  package var errorShare: Double? {
    total > 0 ? perSecond[Class.serverError.rawValue] / total : nil
  }
}
