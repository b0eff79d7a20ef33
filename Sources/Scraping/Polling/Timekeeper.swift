import Glibc
import Telemetry

/// Where the time comes from: the machine's clocks, or a test.
package struct Timekeeper: Sendable {
  package var now: @Sendable () -> Moment
  /// Returns after that time, or early and with an error where the task is cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Moment, sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The clock that goes on while the machine sleeps: a rate over a suspended hour is over an hour.
  package static let system = Timekeeper(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_BOOTTIME, &time)
      var wall = timespec()
      clock_gettime(CLOCK_REALTIME, &wall)
      return Moment(
        nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec),
        unixSeconds: Double(wall.tv_sec) + Double(wall.tv_nsec) / 1e9)
    },
    sleep: { try await Task.sleep(for: $0, clock: .continuous) })
}
