/// A point on the monotonic clock, with the wall clock's reading beside it.
///
/// Order, differences and rates come from the monotonic part alone: the wall clock may be set back, or be
/// wrong, and no number on the screen may follow it. The wall part is for labels.
package struct Moment: Sendable, Hashable, Comparable, Codable {
  /// Nanoseconds on a monotonic clock with an arbitrary zero.
  package var nanoseconds: Int64
  /// Seconds since 1970-01-01 UTC as the wall clock read then; 0 where no wall clock was asked.
  package var unixSeconds: Double

  package init(nanoseconds: Int64, unixSeconds: Double = 0) {
    self.nanoseconds = nanoseconds
    self.unixSeconds = unixSeconds
  }

  /// A moment `seconds` after the clock's zero, for tests and for arithmetic in PromQL's own unit.
  package init(seconds: Double, unixSeconds: Double = 0) {
    let clamped = seconds.isFinite ? min(max(seconds, -9e9), 9e9) : 0
    self.init(nanoseconds: Int64((clamped * 1e9).rounded()), unixSeconds: unixSeconds)
  }

  /// Seconds on the monotonic clock.
  package var seconds: Double { Double(nanoseconds) / 1e9 }

  package static func < (left: Moment, right: Moment) -> Bool { left.nanoseconds < right.nanoseconds }
  package static func == (left: Moment, right: Moment) -> Bool { left.nanoseconds == right.nanoseconds }
  package func hash(into hasher: inout Hasher) { hasher.combine(nanoseconds) }

  /// The time from `right` to `left`; negative when `left` came first.
  package static func - (left: Moment, right: Moment) -> Duration {
    .nanoseconds(left.nanoseconds &- right.nanoseconds)
  }

  package static func + (left: Moment, right: Duration) -> Moment {
    let seconds = right.seconds
    return Moment(
      nanoseconds: left.nanoseconds &+ right.wholeNanoseconds,
      unixSeconds: left.unixSeconds == 0 ? 0 : left.unixSeconds + seconds)
  }

  package static func - (left: Moment, right: Duration) -> Moment { left + (.zero - right) }
}
