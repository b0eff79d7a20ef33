import MPanel
import NIOCore
import NIOPosix
import Synchronization
import Telemetry

/// Watches a list of targets and reports everything that comes back, from a thread of its own choosing.
package final class Scraper: Sendable {
  package static let shortestInterval: Duration = .milliseconds(500)

  private let group: MultiThreadedEventLoopGroup
  private let askers: [Asker]
  private let pollers: [Poller]
  private let tasks = Mutex<[Task<Void, Never>]>([])

  /// `report` is called for every request, from any thread, in the order of the answers of each target.
  package init(
    targets: [ScrapeTarget], interval: Duration = .seconds(2), userAgent: String = "mptop",
    timekeeper: Timekeeper = .system, keepsSpare: Bool = true, report: @escaping @Sendable (Report) -> Void
  ) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    askers = Asker.all(
      targets, on: loop, userAgent: userAgent, timekeeper: timekeeper, keepsSpare: keepsSpare)
    pollers = askers.map {
      Poller(
        $0, interval: max(interval, Scraper.shortestInterval), timekeeper: timekeeper, report: report)
    }
  }

  /// Asks every target at once, then each at its own beat.
  package func start() {
    tasks.withLock { tasks in
      guard tasks.isEmpty else { return }
      tasks = pollers.map { poller in Task { await poller.run() } }
    }
  }

  /// Asks the target with that place in the list, or all of them, as soon as their budgets allow.
  package func refresh(target: Int?) {
    for (place, poller) in pollers.enumerated() where target == nil || place == target {
      Task { await poller.refresh() }
    }
  }

  package func setInterval(_ interval: Duration) {
    let interval = max(interval, Scraper.shortestInterval)
    for poller in pollers { Task { await poller.setInterval(interval) } }
  }

  /// Ends everything that is under way; no report comes after. Call it once.
  package func stop() async {
    let running = tasks.withLock { tasks in
      defer { tasks = [] }
      return tasks
    }
    for task in running { task.cancel() }
    for asker in askers { await asker.close() }
    for task in running { await task.value }
    // Only a loop that is on its way down already refuses, and then there is nothing left to do.
    try? await group.shutdownGracefully()
  }
}
