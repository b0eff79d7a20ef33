import Glibc

/// The time zone of this machine.
enum LocalTime {
  /// Seconds that local time is ahead of UTC at a moment.
  static func offset(at unixSeconds: Double) -> Int {
    var seconds = time_t(exactly: unixSeconds.rounded()) ?? 0
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return parts.tm_gmtoff
  }
}
