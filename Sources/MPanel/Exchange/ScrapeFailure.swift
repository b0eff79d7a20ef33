/// Why a request brought nothing that can be read.
///
/// Every case is one that an operator acts on differently, and each has words of its own.
package enum ScrapeFailure: Error, Sendable, Hashable {
  /// Nothing listens there.
  case refused
  /// No answer, or only a part of one, within the deadline, which spans name look-up, connecting, TLS, headers and body.
  case timedOut(after: Duration, partly: Bool = false)
  /// The connection was closed or reset before the answer was complete.
  case connectionLost
  case nameNotFound(host: String)
  /// Any other failure to connect, in words.
  case unreachable(String)
  case tls(String)
  /// mPanel is shutting down: 503 with its JSON body, on a connection that was open already.
  case draining(retryAfterSeconds: Int?)
  /// 429; `waitSeconds` is how long it asked us to stay away, nil where it did not say.
  case limited(waitSeconds: Double?)
  /// 401 or 403; `refused` is what of ours was not accepted: "token", "password"; nil where nothing was sent.
  case unauthorised(status: Int, refused: String? = nil)
  /// What was to prove who we are could not be had, so that nothing was asked. In words.
  case noCredential(String)
  /// A redirect that is not followed, and why.
  case redirected(to: String, because: String = "which is not followed")
  /// Any other status than 200. `excerpt` is the start of the body.
  case status(Int, excerpt: String)
  /// What answered does not speak HTTP. `excerpt` is what it said instead.
  case notHTTP(excerpt: String)
  /// More body than `limitBytes`, counted after decompression.
  case tooLarge(limitBytes: Int)
  case badEncoding(String)
  /// 200, but not what this endpoint gives: a login page, an empty body.
  case notMPanel(contentType: String?, excerpt: String)
  /// The server that tells of the instance does not: nothing is known of the instance itself.
  case untold(String)
}
