import MPanel
import Telemetry

/// Watches one target: does what its schedule says and reports what came of it. Others cannot hold it up.
actor Poller {
  private let asker: Asker
  private let timekeeper: Timekeeper
  private let report: @Sendable (Report) -> Void
  private var schedule: Schedule
  private var nap: Task<Void, Never>?
  private var probe: Task<Void, Never>?

  init(
    _ asker: Asker, interval: Duration, timekeeper: Timekeeper, report: @escaping @Sendable (Report) -> Void
  ) {
    self.asker = asker
    self.timekeeper = timekeeper
    self.report = report
    schedule = Schedule(address: asker.target.address, interval: interval, started: timekeeper.now())
  }

  /// Goes on until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      let now = timekeeper.now()
      let step = schedule.step(at: now)
      schedule.begin(step, at: now)
      switch step {
      case .scrape: await scrape()
      case .probe(let endpoint): probe = Task { await self.probe(endpoint) }
      case .rest(let wake): await rest(for: wake - now)
      }
    }
    probe?.cancel()
    await asker.close()
    await probe?.value
  }

  func refresh() async {
    await asker.hasten()
    schedule.refresh(at: timekeeper.now())
    nap?.cancel()
  }

  func setInterval(_ interval: Duration) {
    schedule.setInterval(interval, at: timekeeper.now())
    nap?.cancel()
  }

  private func scrape() async {
    let asked = await asker.scrape(within: schedule.patience)
    schedule.finish(scrape: asked, jitter: .random(in: 0...1))
    tell(asked.report)
  }

  /// Runs beside the scrapes, which a probe that hangs must not hold up; started only while none is under way.
  private func probe(_ endpoint: Endpoint) async {
    let asked = await asker.ask(endpoint, path: endpoint.path, within: Schedule.probePatience)
    schedule.finish(probe: asked.report)
    tell(asked.report)
    nap?.cancel()
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
