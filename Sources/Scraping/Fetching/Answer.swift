import MPanel

/// What a request came to, and how long it took.
package struct Answer: Sendable {
  package var result: Result<Response, ScrapeFailure>
  /// From the first step, looking up the name, to the last byte or until it was given up.
  package var duration: Duration
  /// From sending the request to the first byte of the answer: what the server took, and once the way there and
  /// back. Nil where no byte came.
  package var firstByte: Duration?
  /// How long connecting took, about once the way there and back; nil where a connection was open already.
  package var connecting: Duration?
  /// When the server's certificate ends, Unix seconds; nil without TLS.
  package var certificateEnds: Double?
  /// What was seen of TLS, where that is to be told.
  package var line: SecureLine?
}
