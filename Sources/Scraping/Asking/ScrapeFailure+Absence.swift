import MPanel

extension ScrapeFailure {
  /// Whether no instance was there to answer, as against one that gave an answer of no use.
  var isAbsence: Bool {
    switch self {
    case .refused, .timedOut, .connectionLost, .nameNotFound, .unreachable, .tls: true
    case .draining, .limited, .unauthorised, .noCredential, .redirected, .status, .notHTTP, .tooLarge,
      .badEncoding, .notMPanel, .untold:
      false
    }
  }
}
