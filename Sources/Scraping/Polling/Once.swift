import MPanel
import NIOPosix
import Telemetry

/// One look at a list of targets, for a program that prints and leaves.
package enum Once {
  /// Scrapes every target twice, `span` apart so that there are rates, and asks the probes once in between, for which
  /// a database that hangs takes up to 12 s. All targets side by side; the reports of each in the order of its answers.
  package static func reports(
    of targets: [ScrapeTarget], span: Duration = .seconds(2), probes: [Endpoint] = [.health, .ready],
    patience: Duration = .seconds(5),
    userAgent: String = "mptop", timekeeper: Timekeeper = .system
  ) async -> [Report] {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let tunnels = Tunnels()
    let askers = Asker.all(
      targets, on: group.next(), through: tunnels, userAgent: userAgent, timekeeper: timekeeper,
      keepsSpare: false)
    let reports = await withTaskGroup(of: [Report].self) { tasks in
      for asker in askers {
        tasks.addTask {
          await look(through: asker, span: span, probes: probes, patience: patience, timekeeper: timekeeper)
        }
      }
      var all: [Report] = []
      for await reports in tasks { all += reports }
      return all
    }
    await tunnels.close()
    try? await group.shutdownGracefully()
    return reports.sorted { ($0.target, $0.at) < ($1.target, $1.at) }
  }

  private static func look(
    through asker: Asker, span: Duration, probes: [Endpoint], patience: Duration, timekeeper: Timekeeper
  ) async -> [Report] {
    let first = await asker.scrape(within: patience).report
    // Who asks to be left alone is left alone: whoever prints and leaves does not wait for as long.
    if first.isRefusedByLimit {
      await asker.close()
      return [first]
    }
    var isThere = true
    if case .failure(let failure) = first.outcome { isThere = !failure.isAbsence }
    async let probed = isThere ? ask(probes, through: asker) : []
    let left = span - (timekeeper.now() - first.exchange.started)
    if left > .zero {
      // A cancelled sleep only brings the second scrape forward.
      do { try await timekeeper.sleep(left) } catch {}
    }
    let second = await asker.scrape(within: patience).report
    let reports = await [first, second] + probed
    await asker.close()
    return reports
  }

  private static func ask(_ probes: [Endpoint], through asker: Asker) async -> [Report] {
    var reports: [Report] = []
    for endpoint in probes {
      let asked = await asker.ask(endpoint, path: endpoint.path, within: Schedule.probePatience)
      reports.append(asked.report)
      // A server that leaves one unanswered would leave the other so too.
      if case .failure(let failure) = asked.report.outcome, failure.isAbsence { break }
      if asked.report.isRefusedByLimit { break }
    }
    return reports
  }
}

extension Report {
  /// Whether the server said that too much was asked: nothing that counts may be asked for a while.
  var isRefusedByLimit: Bool {
    if case .failure(.limited) = outcome { true } else { false }
  }
}
