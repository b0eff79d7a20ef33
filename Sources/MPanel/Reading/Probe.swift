import Telemetry

/// The last answer of one endpoint.
package struct Probe: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case good, bad, limited, unasked
  }

  package var endpoint: Endpoint
  package var verdict: Verdict
  /// What it said, in a few words.
  package var words: String
  /// How long the answer took; nil where none came.
  package var latency: Duration?
  package var requestID: String?
  /// How long ago that was.
  package var age: Duration?
}
