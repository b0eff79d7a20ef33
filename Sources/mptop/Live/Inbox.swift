import CursesTerminal
import Dashboard
import MPanel
import Synchronization

/// Where scraping tasks leave their reports and lists of targets for the main loop, which they wake.
final class Inbox: Sendable {
  private let events = Mutex<[Event]>([])
  private let waker = Waker()

  func put(_ report: Report) { put(.report(report)) }

  func put(_ event: Event) {
    events.withLock { $0.append(event) }
    waker.wake()
  }

  /// All that came since the last call.
  func take() -> [Event] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
