import MPanel
import Telemetry

/// Watches one target: does what its schedule says and reports what came of it. Others cannot hold it up.
actor Poller {
  private let asker: Asker
  private let crowd: Crowd
  private let timekeeper: Timekeeper
  private let report: @Sendable (Report) -> Void
  private var schedule: Schedule
  private var kept: (connections: Bool, spare: Bool)?
  private var newestChange = 0
  private var nap: Task<Void, Never>?
  private var probe: Task<Void, Never>?

  init(
    _ asker: Asker, in crowd: Crowd, interval: Duration, isSpread: Bool, timekeeper: Timekeeper,
    report: @escaping @Sendable (Report) -> Void
  ) {
    self.asker = asker
    self.crowd = crowd
    self.timekeeper = timekeeper
    self.report = report
    schedule = Schedule(
      address: asker.target.address, interval: interval, started: timekeeper.now(), isSpread: isSpread)
  }

  /// Goes on until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      guard let time = begin() else {
        await briefly { await $0.scrape() }
        continue
      }
      if time > .zero { await rest(for: time) }
    }
    await briefly { await $0.end() }
  }

  /// Begins what the schedule says. How long to rest after; nil for a scrape, which is to be waited for.
  ///
  /// Not inlined, so that what it needs is not part of what the task that goes on for ever holds.
  @inline(never)
  private func begin() -> Duration? {
    let now = timekeeper.now()
    let step = schedule.step(at: now)
    schedule.begin(step, at: now)
    switch step {
    case .scrape: return nil
    case .probe(let endpoint):
      probe = Task { await self.probe(endpoint) }
      return .zero
    case .rest(let wake): return wake - now
    }
  }

  private func end() async {
    probe?.cancel()
    await asker.close()
    await probe?.value
  }

  /// Does something in a task of its own, and waits for it. A task keeps the most memory that it ever needed for as long
  /// as it lives: the one that goes on for ever would hold what asking takes while it rests.
  private func briefly(_ work: @escaping @Sendable (isolated Poller) async -> Void) async {
    let task = Task { await work(self) }
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// - Parameter stretch: over how long the scrapes of all are spread, where all are refreshed.
  func refresh(over stretch: Duration) async {
    await asker.hasten()
    schedule.refresh(at: timekeeper.now(), over: stretch)
    nap?.cancel()
  }

  func askReadiness() {
    schedule.hastenReadiness(at: timekeeper.now())
    nap?.cancel()
  }

  /// - Parameter change: which of all changes this is. Tasks may come in another order than they were made: the last
  ///   change holds.
  func setInterval(_ interval: Duration, change: Int) {
    guard change > newestChange else { return }
    newestChange = change
    schedule.setInterval(interval, at: timekeeper.now())
    nap?.cancel()
  }

  private func scrape() async {
    let lane = schedule.isDoubtful ? Crowd.Lane.doubtfulScrape : .scrape
    guard await crowd.enter(lane) else { return }
    await keepConnections()
    let patience = schedule.patience(upTo: crowd.longestPatience(interval: schedule.interval))
    let asked = await asker.scrape(within: patience)
    crowd.leave(lane)
    schedule.finish(scrape: asked, jitter: .random(in: 0...1))
    tell(asked.report)
  }

  /// Runs beside the scrapes, which a probe that hangs must not hold up; started only while none is under way.
  private func probe(_ endpoint: Endpoint) async {
    // A database that hangs makes readiness wait for as long as it can.
    guard await crowd.enter(.probe) else { return }
    let asked = await asker.ask(endpoint, path: endpoint.path, within: Schedule.probePatience)
    crowd.leave(.probe)
    schedule.finish(probe: asked.report)
    tell(asked.report)
    nap?.cancel()
  }

  /// As many as the size of the fleet allows, which may have changed.
  private func keepConnections() async {
    let wanted = (crowd.keepsConnections, crowd.keepsSpares)
    if let kept, kept == wanted { return }
    kept = wanted
    await asker.keep(connections: wanted.0, spare: wanted.1)
  }

  private func tell(_ report: Report) {
    guard !Task.isCancelled else { return }
    var report = report
    report.nextScrape = schedule.nextScrape
    self.report(report)
  }

  /// Sleeps until the time is up, somebody changes the schedule, or the task is cancelled.
  private func rest(for time: Duration) async {
    let nap = Task { [timekeeper] in
      // Whether it ends early or late makes no difference: the schedule is asked again.
      do { try await timekeeper.sleep(time) } catch {}
    }
    self.nap = nap
    await withTaskCancellationHandler {
      await nap.value
    } onCancel: {
      nap.cancel()
    }
    self.nap = nil
  }
}
