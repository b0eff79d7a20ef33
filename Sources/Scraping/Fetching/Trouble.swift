import MPanel

/// A request that failed, with what decides whether it may be made again.
struct Trouble: Error {
  var failure: ScrapeFailure
  /// Whether any byte of an answer came. Where none did, and the connection had served before, the server closed
  /// it for being idle just as the request went out: that is nobody's fault, and the request was not served.
  var heardAnything: Bool
}
