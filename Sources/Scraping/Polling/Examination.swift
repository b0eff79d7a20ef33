import MPanel
import NIOPosix
import Telemetry

/// Asks an instance for everything once, for `mptop doctor`: about twelve requests, of which at most seven count against the
/// rate limit.
package enum Examination {
  package struct Result: Sendable {
    package var target: Target
    /// For a ``Watch``, in their order.
    package var reports: [Report] = []
    package var checkup = Checkup()
  }

  /// All targets side by side, in their order.
  package static func of(
    _ targets: [ScrapeTarget], userAgent: String = "mptop", timekeeper: Timekeeper = .system
  ) async -> [Result] {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let tunnels = Tunnels()
    let askers = Asker.all(
      targets, on: group.next(), through: tunnels, userAgent: userAgent, timekeeper: timekeeper,
      keepsSpare: false)
    let results = await withTaskGroup(of: Result.self) { tasks in
      for asker in askers { tasks.addTask { await examine(asker, timekeeper) } }
      var all: [Result] = []
      for await result in tasks { all.append(result) }
      return all
    }
    await tunnels.close()
    try? await group.shutdownGracefully()
    return results.sorted { $0.target.id < $1.target.id }
  }

  private static let patience: Duration = .seconds(5)
  /// Between the two pages that rates rest on.
  private static let span: Duration = .seconds(2)

  private static func examine(_ asker: Asker, _ timekeeper: Timekeeper) async -> Result {
    var result = Result(target: asker.target)
    await asker.keepHeaders()
    let first = await asker.scrape(within: patience).report
    result.reports = [first]
    if case .failure(let failure) = first.outcome, failure.isAbsence || first.isRefusedByLimit {
      await asker.close()
      return result
    }
    for endpoint in [Endpoint.health, .ready, .live] {
      let report = await asker.ask(endpoint, path: endpoint.path, within: Schedule.probePatience).report
      result.reports.append(report)
      // A server that leaves one unanswered would leave the others so too.
      if case .failure(let failure) = report.outcome, failure.isAbsence { break }
      if report.isRefusedByLimit { break }
    }
    if !result.reports.contains(where: \.isRefusedByLimit) { await askOthers(asker, &result.checkup) }
    // Where pages are counted too, they are left alone with everything else.
    let isSpent = (result.reports + result.checkup.others).contains(where: \.isRefusedByLimit)
    guard !isSpent || first.exchange.rateLimit == nil else {
      await asker.close()
      return result
    }
    let left = span - (timekeeper.now() - first.exchange.started)
    if left > .zero {
      do { try await timekeeper.sleep(left) } catch {}
    }
    let second = await asker.scrape(within: patience).report
    result.reports.append(second)
    await tryConnections(asker, [first, second], &result.checkup)
    await asker.close()
    return result
  }

  /// `/`, which says what the API is, and the paths that only later builds have; those are left alone where the first of
  /// them is not there.
  private static func askOthers(_ asker: Asker, _ checkup: inout Checkup) async {
    for path in ["/", "/api/system/live", "/api/system/ready", "/api/system/health"] {
      let endpoint: Endpoint = path.hasSuffix("health") ? .health : .live
      let report = await asker.ask(endpoint, path: path, within: Schedule.probePatience).report
      checkup.others.append(report)
      if path != "/", report.exchange.status != 200 { break }
      if report.isRefusedByLimit { break }
    }
  }

  /// Pages from two new connections: behind a cluster these reach other workers, whose counters are others (Q13). Each is
  /// followed by one from the kept connection, so that another process is told from a restart by going back. Not tried
  /// where pages count against the rate limit.
  private static func tryConnections(_ asker: Asker, _ before: [Report], _ checkup: inout Checkup) async {
    guard before.allSatisfy({ $0.exchange.path != Endpoint.legacyMetricsPath }) else { return }
    var watch = Watch(target: asker.target, interval: span, started: before[0].exchange.started)
    for report in before { watch.take(report) }
    guard watch.lastGoodScrape != nil else { return }
    for _ in 0..<2 {
      watch.take(await asker.scrapeAnew(within: patience).report)
      checkup.connections += 1
      watch.take(await asker.scrape(within: patience).report)
    }
    checkup.hasSeveralProcesses = watch.history.severalProcesses != nil
  }
}
