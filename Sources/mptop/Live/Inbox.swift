import CursesTerminal
import MPanel
import Synchronization

/// Where scraping tasks leave their reports for the main loop, which they wake.
final class Inbox: Sendable {
  private let reports = Mutex<[Report]>([])
  private let waker = Waker()

  func put(_ report: Report) {
    reports.withLock { $0.append(report) }
    waker.wake()
  }

  /// All that came since the last call.
  func take() -> [Report] {
    reports.withLock { reports in
      defer { reports = [] }
      return reports
    }
  }
}
