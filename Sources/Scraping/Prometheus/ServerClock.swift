import Telemetry

/// Translates the times of a server's samples to our monotonic clock.
///
/// Set once, so that the distances between scrapes are the server's own to the millisecond; set anew only where the
/// clocks are seen to have drifted apart by more than `Date` and the network can explain.
struct ServerClock: Sendable {
  /// Clocks nearer than this count as the same: `Date` has whole seconds.
  static let tolerance = 2.0

  private var nanoseconds: Int64
  private var milliseconds: Int64
  /// How far the server's clock is ahead of ours, in seconds.
  private(set) var ahead = 0.0

  init(at now: Moment) {
    nanoseconds = now.nanoseconds
    milliseconds = Int64((now.unixSeconds * 1000).rounded(.down))
  }

  /// Takes in what a server's `Date` said of a moment.
  mutating func note(date: Double?, at moment: Moment) {
    guard let date, abs(date + 0.5 - moment.unixSeconds - ahead) > ServerClock.tolerance else { return }
    let seconds = date + 0.5 - moment.unixSeconds
    ahead = abs(seconds) <= ServerClock.tolerance ? 0 : seconds
    nanoseconds = moment.nanoseconds
    milliseconds = Int64(((moment.unixSeconds + ahead) * 1000).rounded(.down))
  }

  func moment(_ time: Int64) -> Moment {
    Moment(
      nanoseconds: nanoseconds &+ (time &- milliseconds) &* 1_000_000,
      unixSeconds: Double(time) / 1000 - ahead)
  }

  /// What the server's clock reads at one of our moments.
  func milliseconds(at moment: Moment) -> Int64 {
    milliseconds &+ (moment.nanoseconds &- nanoseconds) / 1_000_000
  }
}
