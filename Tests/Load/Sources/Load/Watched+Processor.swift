import Glibc

/// What it took, by clocks that are finer than the ticks of its statistics; and keys that may paint anything.
extension Watched {
  /// Seconds of processor time of all its threads.
  var processor: Double {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds of processor time of its first thread, which takes keys and draws.
  var drawing: Double {
    let words = text("/proc/\(process)/task/\(process)/schedstat").split(separator: " ")
    return (words.first.flatMap { Double($0) } ?? 0) / 1e9
  }

  /// Presses a key; milliseconds to the first byte that is painted.
  func paint(_ key: String) -> Double {
    let pressed = seconds()
    let before = frames
    press(key)
    while frames == before, seconds() < pressed + 5 { read(until: seconds() + 0.001) }
    return (seconds() - pressed) * 1000
  }
}
