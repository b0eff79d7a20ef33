/// What an answer said of the rate limit that it was counted against.
package struct RateLimit: Sendable, Hashable, Codable {
  /// Requests allowed in a window; nil where the server did not say, as below.
  package var limit: Int?
  /// Requests left in this window.
  package var remaining: Int?
  /// How long to stay away: 0 where nothing forbids the next request, nil where the server refused and gave no
  /// usable hint. As long as the server asked, however absurd: whoever waits puts a bound on it.
  package var waitSeconds: Double?
  /// When the window ends, in seconds from now.
  package var resetSeconds: Double?
  /// How long a window is; only the newer drafts say.
  package var windowSeconds: Double?

  package init(
    limit: Int? = nil, remaining: Int? = nil, waitSeconds: Double? = nil, resetSeconds: Double? = nil,
    windowSeconds: Double? = nil
  ) {
    self.limit = limit
    self.remaining = remaining
    self.waitSeconds = waitSeconds
    self.resetSeconds = resetSeconds
    self.windowSeconds = windowSeconds
  }

  /// Whether the server told of a limit at all: answers without are free, as far as anyone can know.
  package var isStated: Bool { limit != nil || remaining != nil }

  /// The share of the budget that is left, 0 to 1; nil where the server did not say.
  package var share: Double? {
    guard let limit, let remaining, limit > 0 else { return nil }
    return min(Double(remaining) / Double(limit), 1)
  }
}
