/// What a circuit breaker is doing.
package enum BreakerState: String, Sendable, Hashable, Codable, CaseIterable {
  /// Calls go through.
  case closed
  /// Calls fail at once.
  case open
  /// One call is let through to see whether the service is back.
  case halfOpen
  /// Held open by hand (`isolated`, `forced_open`).
  case forcedOpen
  /// Switched off: calls go through and nothing is counted.
  case disabled

  /// The state that a word names in any of the spellings seen in the wild; nil for other words.
  package init?(word: some StringProtocol) {
    let letters = word.lowercased().filter { $0.isLetter }
    switch letters {
    case "closed", "close": self = .closed
    case "open", "opened": self = .open
    case "halfopen", "half": self = .halfOpen
    case "isolated", "forcedopen": self = .forcedOpen
    case "disabled", "metricsonly": self = .disabled
    default: return nil
    }
  }

  package var word: String {
    switch self {
    case .closed: "CLOSED"
    case .open: "OPEN"
    case .halfOpen: "HALF-OPEN"
    case .forcedOpen: "FORCED OPEN"
    case .disabled: "DISABLED"
    }
  }

  /// Whether calls are being refused.
  package var isOpen: Bool { self == .open || self == .forcedOpen }
}
