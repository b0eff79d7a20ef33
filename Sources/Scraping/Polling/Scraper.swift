import MPanel
import NIOCore
import NIOPosix
import Synchronization
import Telemetry

/// Watches a list of targets and reports everything that comes back, from a thread of its own choosing.
package final class Scraper: ReportSource {
  package static let shortestInterval: Duration = .milliseconds(500)

  private let group: MultiThreadedEventLoopGroup
  private let userAgent: String
  private let timekeeper: Timekeeper
  private let keepsSpare: Bool
  private let tunnels: Tunnels
  private let crowd = Crowd()
  private let report: @Sendable (Report) -> Void
  private let state: Mutex<Polling>

  /// What is under way.
  private struct Polling {
    var interval: Duration
    var isStarted = false
    var isStopped = false
    /// By the ids of the targets.
    var polled: [Int: Polled] = [:]
    /// What ends the polling of targets that were taken from the list, until it has.
    var leaving: [Int: Task<Void, Never>] = [:]
    var departures = 0
    /// How often the interval was set.
    var changes = 0
  }

  /// One target and what asks it.
  private struct Polled {
    var target: ScrapeTarget
    let asker: Asker
    let poller: Poller
    var task: Task<Void, Never>?

    /// Ends whatever is under way; nothing is reported after.
    func end() async {
      task?.cancel()
      await asker.close()
      await task?.value
    }
  }

  /// `report` is called for every request, from any thread, in the order of the answers of each target.
  package init(
    targets: [ScrapeTarget], interval: Duration = .seconds(2), userAgent: String = "mptop",
    timekeeper: Timekeeper = .system, keepsSpare: Bool = true, tunnels: Tunnels = Tunnels(),
    report: @escaping @Sendable (Report) -> Void
  ) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    self.userAgent = userAgent
    self.timekeeper = timekeeper
    self.keepsSpare = keepsSpare
    self.tunnels = tunnels
    self.report = report
    state = Mutex(Polling(interval: max(interval, Scraper.shortestInterval)))
    update(targets: targets)
  }

  /// Asks every target at once, then each at its own beat; the targets of a large fleet each at its beat from the
  /// beginning.
  package func start() {
    state.withLock { state in
      guard !state.isStarted else { return }
      state.isStarted = true
      for id in state.polled.keys { run(&state.polled[id]) }
    }
  }

  /// Watches these targets from now on. A target with a known id that is reached in the same way is left alone, one
  /// with a new id is asked at once, and one whose id is not there any more reports nothing after.
  package func update(targets: [ScrapeTarget]) {
    state.withLock { state in
      guard !state.isStopped else { return }
      var polled: [Int: Polled] = [:]
      var fresh: [ScrapeTarget] = []
      for target in targets {
        let id = target.target.id
        if var known = state.polled[id], known.target.isReached(as: target) {
          known.target = target
          polled[id] = known
          state.polled[id] = nil
        } else {
          fresh.append(target)
        }
      }
      for gone in state.polled.values {
        gone.task?.cancel()
        state.departures += 1
        let departure = state.departures
        state.leaving[departure] = Task {
          await gone.end()
          self.state.withLock { $0.leaving[departure] = nil }
        }
      }
      crowd.targets = targets.count
      let askers = Asker.all(
        fresh, on: group.next(), through: tunnels, userAgent: userAgent, timekeeper: timekeeper,
        keepsSpare: keepsSpare)
      for (target, asker) in zip(fresh, askers) {
        let poller = Poller(
          asker, in: crowd, interval: max(target.access.interval ?? state.interval, Scraper.shortestInterval),
          isSpread: fresh.count > Crowd.mostAtOnce,
          timekeeper: timekeeper, report: report)
        polled[target.target.id] = Polled(target: target, asker: asker, poller: poller)
        if state.isStarted { run(&polled[target.target.id]) }
      }
      state.polled = polled
    }
  }

  private func run(_ polled: inout Polled?) {
    guard let poller = polled?.poller else { return }
    polled?.task = Task { await poller.run() }
  }

  /// Asks the target with that id, or all of them, as soon as their budgets allow.
  package func refresh(target: Int?) {
    let (pollers, interval) = state.withLock { state in
      (
        state.polled.values.filter { target == nil || $0.target.target.id == target }.map(\.poller),
        state.interval
      )
    }
    let stretch: Duration = pollers.count > Crowd.mostAtOnce ? interval / 2 : .zero
    for poller in pollers { Task { await poller.refresh(over: stretch) } }
  }

  package func askReadiness(target: Int) {
    let poller = state.withLock { $0.polled.values.first { $0.target.target.id == target }?.poller }
    if let poller { Task { await poller.askReadiness() } }
  }

  /// For all that have none of their own.
  package func setInterval(_ interval: Duration) {
    let interval = max(interval, Scraper.shortestInterval)
    let (pollers, change) = state.withLock { state in
      state.interval = interval
      state.changes += 1
      return (
        state.polled.values.filter { $0.target.access.interval == nil }.map(\.poller), state.changes
      )
    }
    for poller in pollers { Task { await poller.setInterval(interval, change: change) } }
  }

  /// Leaves no process of ours behind. Nothing else has to be done before the program ends.
  package func closeTunnels() async { await tunnels.close() }

  /// Ends everything that is under way; no report comes after. Call it once.
  package func stop() async {
    let (polled, leaving) = state.withLock { state in
      defer { state = Polling(interval: state.interval, isStopped: true) }
      return (Array(state.polled.values), Array(state.leaving.values))
    }
    for one in polled { one.task?.cancel() }
    for one in polled { await one.asker.close() }
    await tunnels.close()
    for one in polled { await one.task?.value }
    for task in leaving { await task.value }
    // Only a loop that is on its way down already refuses, and then there is nothing left to do.
    try? await group.shutdownGracefully()
  }
}

extension ScrapeTarget {
  /// Whether both are asked for the same things in the same way, whatever they are called.
  fileprivate func isReached(as other: ScrapeTarget) -> Bool {
    place == other.place && access == other.access
  }
}
