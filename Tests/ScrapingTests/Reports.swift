import MPanel
import Synchronization

/// Gathers reports until enough of them have come.
final class Reports: Sendable {
  private struct Inbox {
    var all: [Report] = []
    var waiting: (enough: @Sendable ([Report]) -> Bool, continuation: CheckedContinuation<[Report], Never>)?
  }

  private let inbox = Mutex(Inbox())

  var all: [Report] { inbox.withLock(\.all) }

  func put(_ report: Report) {
    inbox.withLock { inbox in
      inbox.all.append(report)
      guard let waiting = inbox.waiting, waiting.enough(inbox.all) else { return }
      inbox.waiting = nil
      waiting.continuation.resume(returning: inbox.all)
    }
  }

  /// Returns the reports as soon as `enough` says so.
  func wait(until enough: @escaping @Sendable ([Report]) -> Bool) async -> [Report] {
    await withCheckedContinuation { continuation in
      inbox.withLock { inbox in
        if enough(inbox.all) {
          continuation.resume(returning: inbox.all)
        } else {
          inbox.waiting = (enough, continuation)
        }
      }
    }
  }
}

extension Report {
  var isMetrics: Bool { exchange.endpoint == .metrics }

  /// How many series a page had; nil where there was none.
  var series: Int? {
    guard case .page(let page) = outcome else { return nil }
    return page.values.count
  }

  var failure: ScrapeFailure? {
    guard case .failure(let failure) = outcome else { return nil }
    return failure
  }
}
