/// mPanel's circuit breaker: CLOSED lets calls through, OPEN refuses them, HALF_OPEN lets one see whether the service
/// is back. It leaves OPEN only when somebody calls: there is no timer.
package struct CircuitBreaker: Sendable {
  package enum State: Int, Sendable {
    case closed = 0
    case open = 1
    case halfOpen = 2
  }

  package let name: String
  package let failuresToOpen: Int
  /// How long it refuses before the next call may probe, seconds.
  package let openSeconds: Double
  /// How long a failure counts, seconds.
  package let failureWindow: Double
  package private(set) var state = State.closed
  package private(set) var trips = 0
  private var failures: [Double] = []
  private var nextAttempt = 0.0

  package init(name: String, failuresToOpen: Int, openSeconds: Double, failureWindow: Double) {
    self.name = name
    self.failuresToOpen = failuresToOpen
    self.openSeconds = openSeconds
    self.failureWindow = failureWindow
  }

  /// The four that mPanel configures.
  package static let configured = [
    CircuitBreaker(name: "stripe", failuresToOpen: 3, openSeconds: 30, failureWindow: 60),
    CircuitBreaker(name: "twilio", failuresToOpen: 5, openSeconds: 60, failureWindow: 300),
    CircuitBreaker(name: "namesilo", failuresToOpen: 3, openSeconds: 120, failureWindow: 600),
    CircuitBreaker(name: "openai", failuresToOpen: 5, openSeconds: 30, failureWindow: 120),
  ]

  /// Whether a call made now goes through. Time to probe turns OPEN into HALF_OPEN here.
  package mutating func admits(at now: Double) -> Bool {
    if state == .open, now >= nextAttempt { state = .halfOpen }
    return state != .open
  }

  /// What came of a call that was let through.
  package mutating func finished(_ succeeded: Bool, at now: Double) {
    if succeeded {
      // One success closes; in CLOSED it leaves the count of failures alone.
      if state == .halfOpen {
        state = .closed
        failures = []
      }
      return
    }
    failures.append(now)
    failures.removeAll { $0 <= now - failureWindow }
    if state == .halfOpen || failures.count >= failuresToOpen { trip(at: now) }
  }

  private mutating func trip(at now: Double) {
    if state != .open { trips += 1 }
    state = .open
    nextAttempt = now + openSeconds
  }
}
