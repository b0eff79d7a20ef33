import MPanel
import NIOPosix
import Synchronization
import Telemetry

/// Watches what a Prometheus server scrapes, from a thread of its own choosing: what ``Scraper`` is for instances that
/// are asked directly.
package final class PrometheusScraper: ReportSource {
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  let watch: PrometheusWatch
  private let task = Mutex<Task<Void, Never>?>(nil)

  package init(
    _ server: PrometheusServer, interval: Duration, userAgent: String, timekeeper: Timekeeper = .system,
    listed: @escaping @Sendable ([Target]) -> Void, report: @escaping @Sendable (Report) -> Void
  ) {
    watch = PrometheusWatch(
      server, on: group.next(), interval: max(interval, Scraper.shortestInterval), userAgent: userAgent,
      timekeeper: timekeeper, listed: listed, report: report)
  }

  package func start() {
    task.withLock { task in
      task = task ?? Task { [watch] in await watch.run() }
    }
  }

  /// Nothing: the server knows which instances there are.
  package func update(targets: [ScrapeTarget]) {}

  /// Nothing: none is opened.
  package func closeTunnels() async {}

  /// The server has no such question.
  package func askReadiness(target: Int) {}

  package func refresh(target: Int?) { Task { await watch.refresh() } }

  package func setInterval(_ interval: Duration) {
    Task { await watch.setInterval(max(interval, Scraper.shortestInterval)) }
  }

  /// Ends everything that is under way; no report comes after. Call it once.
  package func stop() async {
    let running = task.withLock { $0 }
    running?.cancel()
    await watch.close()
    await running?.value
    try? await group.shutdownGracefully()
  }

  /// What one look brings: the instances, what was stored of them in the last quarter of an hour, and how often they are
  /// scraped.
  package struct Look: Sendable {
    package fileprivate(set) var targets: [Target] = []
    package fileprivate(set) var reports: [Report] = []
    package fileprivate(set) var interval: Duration?

    fileprivate init() {}

    /// Nothing but why a server tells nothing.
    package init(without server: PrometheusServer, _ failure: PrometheusFailure, at moment: Moment) {
      let target = PrometheusWatch.placeholder(server)
      let exchange = Exchange(endpoint: .metrics, path: Endpoint.metrics.path, requestID: "", started: moment)
      let outcome = Report.Outcome.failure(.untold("\(server.words): \(failure.words)"))
      targets = [target]
      reports = [Report(target: target.id, exchange: exchange, outcome: outcome, at: moment)]
    }
  }

  /// One look, for a program that prints and leaves.
  package static func once(
    _ server: PrometheusServer, userAgent: String, timekeeper: Timekeeper = .system
  ) async -> Result<Look, PrometheusFailure> {
    let reports = Collected()
    let scraper = collecting(server, userAgent: userAgent, timekeeper: timekeeper, into: reports)
    let found = await scraper.watch.discover()
    if case .success(let targets) = found {
      reports.list(targets)
      await scraper.watch.once()
    }
    reports.note(await scraper.watch.scrapeInterval)
    await scraper.stop()
    return found.map { _ in reports.all }
  }

  static func collecting(
    _ server: PrometheusServer, userAgent: String, timekeeper: Timekeeper, into reports: Collected
  ) -> PrometheusScraper {
    PrometheusScraper(
      server, interval: .seconds(15), userAgent: userAgent, timekeeper: timekeeper,
      listed: { reports.list($0) }, report: { reports.add($0) })
  }

  final class Collected: Sendable {
    private let look = Mutex(Look())

    func add(_ report: Report) { look.withLock { $0.reports.append(report) } }
    func list(_ targets: [Target]) { look.withLock { $0.targets = targets } }
    func note(_ interval: Duration?) { look.withLock { $0.interval = interval } }
    var all: Look { look.withLock { $0 } }
  }
}
