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

  /// The oldest of what came and was not taken yet, and whether there is more.
  func take(atMost count: Int) -> (events: [Event], isMore: Bool) {
    events.withLock { events in
      guard events.count > count else {
        defer { events = [] }
        return (events, false)
      }
      defer { events.removeFirst(count) }
      return (Array(events.prefix(count)), true)
    }
  }
}
