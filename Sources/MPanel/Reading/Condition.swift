/// The state of an instance in one word, worst last.
package enum Condition: Int, Sendable, Hashable, CaseIterable, Comparable {
  case up, connecting, degraded, slow, limited, notReady, draining, unauthorised, badData, unknown, down

  package static func < (left: Condition, right: Condition) -> Bool { left.rawValue < right.rawValue }

  package var word: String {
    switch self {
    case .up: "UP"
    case .connecting: "CONNECTING"
    case .degraded: "DEGRADED"
    case .slow: "SLOW"
    case .limited: "LIMITED"
    case .notReady: "NOT READY"
    case .draining: "DRAINING"
    case .unauthorised: "AUTH"
    case .badData: "BAD DATA"
    case .unknown: "UNKNOWN"
    case .down: "DOWN"
    }
  }

  /// What the word means, for the help and the documents.
  package var meaning: String {
    switch self {
    case .up: "metrics and readiness are good"
    case .connecting: "asked, not answered yet"
    case .degraded: "an alert is on: a breaker, the pool, errors, latency, a queue, memory"
    case .slow: "the last answer came late, or not in time after earlier ones did"
    case .limited: "it answered 429; mptop waits as long as it asked"
    case .notReady: "metrics are served, but /api/ready says no"
    case .draining: "shutting down: 503 on open connections"
    case .unauthorised: "401 or 403, or there is no secret to send"
    case .badData: "something answers, but not with mPanel's metrics"
    case .unknown: "the server that tells of it does not answer"
    case .down: "refused, unreachable, or silent"
    }
  }

  package enum Severity: Int, Sendable, Comparable {
    case good, waiting, warning, critical
    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  package var severity: Severity {
    switch self {
    case .up: .good
    case .connecting: .waiting
    case .degraded, .slow, .limited, .draining, .unknown: .warning
    case .notReady, .unauthorised, .badData, .down: .critical
    }
  }

  /// Whether the figures on the screen are of now.
  package var isAnswering: Bool {
    switch self {
    case .up, .degraded, .slow, .notReady: true
    case .connecting, .limited, .draining, .unauthorised, .badData, .unknown, .down: false
    }
  }
}
