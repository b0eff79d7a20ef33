import Dashboard
import Glibc

/// The time zone of this machine.
enum LocalTime {
  /// What the clocks here show, from ten years before a moment, for processes that have run for long, to five after it.
  static func clock(around unixSeconds: Double) -> WallClock {
    let year = 31_557_600
    let now = Int(exactly: unixSeconds.rounded()) ?? 0
    let last = now + 5 * year
    var from = now - 10 * year
    var offset = offset(at: from)
    var offsets = [WallClock.Offset(from: from, seconds: offset)]
    // No zone sets its clocks twice in a week.
    let week = 604_800
    while from < last {
      let next = from + week
      let later = self.offset(at: next)
      if later != offset {
        offsets.append(WallClock.Offset(from: change(from, next), seconds: later))
        offset = later
      }
      from = next
    }
    return WallClock(offsets)
  }

  /// The first second that has the offset of `end` and not that of `start`.
  private static func change(_ start: Int, _ end: Int) -> Int {
    var (low, high) = (start, end)
    let old = offset(at: start)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(at: middle) == old { low = middle } else { high = middle }
    }
    return high
  }

  /// Seconds that local time is ahead of UTC at a moment.
  private static func offset(at unixSeconds: Int) -> Int {
    var seconds = time_t(unixSeconds)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return parts.tm_gmtoff
  }
}
