import Configuration
import CursesTerminal
import Dashboard
import MPanel
import Synchronization

/// Where scraping tasks leave their reports and lists of targets for the main loop, which they wake.
final class Inbox: Sendable {
  private let events = Mutex<[Event]>([])
  private let news = Mutex<[Lookout.News]>([])
  private let waker = Waker()

  func put(_ report: Report) { put(.report(report)) }

  func put(_ event: Event) {
    events.withLock { $0.append(event) }
    waker.wake()
  }

  func put(_ one: Lookout.News) {
    news.withLock { $0.append(one) }
    waker.wake()
  }

  /// What became of the configuration and the targets since the last call.
  func takeNews() -> [Lookout.News] {
    news.withLock { news in
      defer { news = [] }
      return news
    }
  }

  /// All that came since the last call.
  func take() -> [Event] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
