import Scraping
import Synchronization
import Telemetry

/// A clock that jumps to the end of every sleep: hours of scraping pass as fast as the answers come.
final class VirtualTime: Sendable {
  private let nanoseconds = Mutex<Int64>(1_000_000_000_000)

  var now: Moment {
    let nanoseconds = nanoseconds.withLock { $0 }
    return Moment(nanoseconds: nanoseconds, unixSeconds: 1_795_472_000 + Double(nanoseconds) / 1e9)
  }

  var timekeeper: Timekeeper {
    Timekeeper(
      now: { self.now },
      sleep: { time in
        try Task.checkCancellation()
        self.nanoseconds.withLock { $0 += max(time.wholeNanoseconds, 1) }
        await Task.yield()
      })
  }
}
