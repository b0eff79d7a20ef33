import Telemetry

/// One request that mptop made, and what it cost, whatever came of it.
package struct Exchange: Sendable, Hashable {
  package var endpoint: Endpoint
  /// The path asked for, without the base of the target.
  package var path: String
  /// The `X-Request-ID` that was sent, which mPanel writes to its log: what an operator greps for.
  package var requestID: String
  /// When the request was sent.
  package var started: Moment
  /// From sending it until the last byte of the answer, or until it was given up.
  package var duration: Duration
  /// The HTTP status; nil where no answer came.
  package var status: Int?
  /// Bytes of the body as they came over the wire, before decompression.
  package var wireBytes: Int
  /// Bytes of the body after decompression.
  package var bodyBytes: Int
  /// What the answer said of the rate limit; nil where it said nothing.
  package var rateLimit: RateLimit?
  /// Whether the answer echoed the request ID; nil where no answer came.
  package var echoedRequestID: Bool?
  /// When the certificate that the server showed ends, Unix seconds; nil where it showed none.
  package var certificateEnds: Double?
  /// The server's clock as the answer tells it, Unix seconds; nil where it does not.
  package var serverDate: Double?
  package var cautions: [Caution] = []
  /// The TLS of its connection; kept for the doctor alone.
  package var secureLine: SecureLine?
  /// The headers of the answer, names in small letters, values clean; kept for the doctor alone.
  package var headers: [Header] = []

  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What asking the server that tells of the instance cost; nil where mptop asked the instance itself, and then
  /// `duration` is how long that server's own look at the instance took.
  package var source: SourceCost?

  /// One question to a server that tells of many instances.
  package struct SourceCost: Sendable, Hashable {
    package var duration: Duration
    package var bytes: Int
    /// What the server said about its own answer.
    package var warning: String?

    package init(duration: Duration, bytes: Int, warning: String? = nil) {
      self.duration = duration
      self.bytes = bytes
      self.warning = warning
    }
  }

  package init(
    endpoint: Endpoint, path: String, requestID: String, started: Moment, duration: Duration = .zero,
    status: Int? = nil, wireBytes: Int = 0, bodyBytes: Int = 0, rateLimit: RateLimit? = nil,
    echoedRequestID: Bool? = nil
  ) {
    self.endpoint = endpoint
    self.path = path
    self.requestID = requestID
    self.started = started
    self.duration = duration
    self.status = status
    self.wireBytes = wireBytes
    self.bodyBytes = bodyBytes
    self.rateLimit = rateLimit
    self.echoedRequestID = echoedRequestID
  }
}
