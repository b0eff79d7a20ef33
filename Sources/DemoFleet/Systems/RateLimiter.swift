/// 100 requests in 15 minutes from one address to everything below `/api`, in a window that its first request opens.
package struct RateLimiter: Sendable {
  package static let limit = 100
  package static let windowSeconds = 900.0

  package struct Answer: Sendable, Hashable {
    package var remaining: Int
    /// When the window ends, seconds since 1970, rounded up.
    package var reset: Int
    package var isLimited: Bool
    package var retryAfter: Int
  }

  private struct Window: Sendable {
    var count: Int
    var end: Double
  }

  private var windows: [String: Window] = [:]

  package init() {}

  package mutating func count(_ address: String, at unixSeconds: Double) -> Answer {
    var window = windows[address] ?? Window(count: 0, end: 0)
    if unixSeconds >= window.end { window = Window(count: 0, end: unixSeconds + RateLimiter.windowSeconds) }
    window.count += 1
    windows[address] = window
    if windows.count > 10_000 { windows = windows.filter { $0.value.end > unixSeconds } }
    return Answer(
      remaining: max(RateLimiter.limit - window.count, 0), reset: Int(window.end.rounded(.up)),
      isLimited: window.count > RateLimiter.limit,
      retryAfter: max(Int((window.end - unixSeconds).rounded(.up)), 0))
  }
}
