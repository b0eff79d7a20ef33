import DemoFleet
import Exposition
import MPanel
import NIOPosix
import SharedCases
import Telemetry
import Testing

@testable import Scraping

@Suite struct ScraperTests {
  private func target(_ port: Int, id: Int = 0) throws -> ScrapeTarget {
    var target = try #require(try TargetAddress.targets(["127.0.0.1:\(port)"]).first)
    target.target.id = id
    return target
  }

  /// Watches a panel in virtual time until enough reports have come.
  private func watch(
    _ targets: [ScrapeTarget], interval: Duration = .seconds(2), clock: VirtualTime? = VirtualTime(),
    until enough: @escaping @Sendable ([Report]) -> Bool
  ) async -> [Report] {
    let reports = Reports()
    let scraper = Scraper(
      targets: targets, interval: interval, userAgent: "mptop/0", timekeeper: clock?.timekeeper ?? .system
    ) { reports.put($0) }
    scraper.start()
    let seen = await reports.wait(until: enough)
    await scraper.stop()
    return seen
  }

  @Test(
    "a target with an interval of its own is asked at that one, the others at everybody's, also when that changes"
  )
  func ownInterval() async throws {
    let server = try await ScriptedServer { _, _ in [Answers.http()] }
    var slow = try target(server.port)
    slow.target.id = 1
    slow.access.interval = .seconds(30)
    let reports = Reports()
    let scraper = Scraper(
      targets: [try target(server.port), slow], interval: .seconds(2), timekeeper: VirtualTime().timekeeper
    ) { reports.put($0) }
    scraper.setInterval(.seconds(4))
    scraper.start()
    func scrapes(_ id: Int, _ reports: [Report]) -> [Report] {
      reports.filter { $0.target == id && $0.isMetrics }
    }
    let seen = await reports.wait { all in
      (0...1).allSatisfy { id in all.count { $0.target == id && $0.isMetrics } >= 4 }
    }
    await scraper.stop()
    await server.stop()
    for (id, interval) in [(0, 4.0), (1, 30.0)] {
      // Clocks that jump skip beats, and never fall between them.
      let beats = scrapes(id, seen).compactMap { $0.nextScrape?.seconds }
      let steps = zip(beats, beats.dropFirst()).map { ($1 - $0) / interval }
      #expect(steps.count >= 3 && steps.allSatisfy { abs($0 - $0.rounded()) < 0.01 }, "\(id): \(steps)")
    }
  }

  @Test(
    "a recorded series is scraped page by page over one connection, then health and readiness",
    .enabled(if: SharedFolder.isPresent))
  func series() async throws {
    let names = (0..<10).map { "c/series/scrape_0\($0)" }
    let panel = try await RecordedPanel(pages: names, health: "c/health", ready: "c/ready_200")
    let reports = await watch([try target(panel.server.port)]) {
      $0.filter(\.isMetrics).count >= 10 && $0.contains { $0.exchange.endpoint == .ready }
    }
    await panel.server.stop()
    let pages = reports.filter(\.isMetrics).prefix(10)
    #expect(pages.allSatisfy { ($0.series ?? 0) > 200 })
    #expect(
      pages.allSatisfy {
        $0.exchange.status == 200 && $0.exchange.bodyBytes > 10_000 && $0.exchange.wireBytes > 0
      })
    #expect(pages.allSatisfy { $0.exchange.rateLimit == nil })
    // The recordings differ, so the pages do.
    #expect(Set(pages.map(\.exchange.bodyBytes)).count > 1)
    let times = pages.map(\.exchange.started.seconds)
    #expect(zip(times, times.dropFirst()).dropFirst().allSatisfy { abs($1 - $0 - 2) < 0.001 || $1 - $0 > 2 })
    #expect(pages.allSatisfy { ($0.nextScrape ?? $0.at) > $0.at })
    let health = try #require(reports.first { $0.exchange.endpoint == .health })
    guard case .health(let said) = health.outcome else {
      Issue.record("no health")
      return
    }
    #expect(said.isGood && said.nodeVersion == "v20.20.2")
    #expect(health.exchange.rateLimit?.limit == 100)
    let requests = panel.server.requests
    #expect(requests.first?.path == "/metrics")
    #expect(Set(requests.filter { $0.path == "/metrics" }.map(\.connection)).count == 1)
    let ids = requests.compactMap { $0.headers["x-request-id"] }
    #expect(Set(ids).count == requests.count)
    #expect(ids.allSatisfy { $0.hasPrefix("mptop-") })
    #expect(requests.allSatisfy { $0.headers["origin"] == nil && $0.headers["user-agent"] == "mptop/0" })
  }

  @Test(
    "a legacy build is found at its own path, remembered, and asked no more often than its limit allows",
    .enabled(if: SharedFolder.isPresent))
  func legacy() async throws {
    let names = (0..<7).map { "legacy/series/scrape_0\($0)" }
    let pages = names.compactMap { RecordedPanel.body($0) }
    try #require(pages.count == 7)
    let server = try await ScriptedServer { place, request in
      let limits = [
        "X-RateLimit-Limit: 100", "X-RateLimit-Remaining: \(100 - place)", "X-RateLimit-Reset: 800",
        "Content-Type: text/plain; version=0.0.4",
      ]
      switch request.path {
      case "/api/metrics": return [Answers.http("200 OK", limits, bytes: pages[place % 7])]
      case "/api/health":
        return [Answers.json("200 OK", Array(limits.prefix(3)), #"{"status":"healthy","version":"v1"}"#)]
      default: return [Answers.json("404 Not Found", [], #"{"error":"Route not found"}"#)]
      }
    }
    let reports = await watch([try target(server.port)]) { $0.filter(\.isMetrics).count >= 6 }
    await server.stop()
    let metrics = reports.filter(\.isMetrics)
    #expect(metrics.allSatisfy { $0.exchange.path == "/api/metrics" && ($0.series ?? 0) > 100 })
    #expect(metrics.allSatisfy { $0.exchange.rateLimit?.limit == 100 })
    #expect(server.requests.filter { $0.path == "/metrics" }.count == 1)
    let times = metrics.map(\.exchange.started.seconds)
    // 36 s, give or take an answer that overtook another in virtual time.
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 35 })
  }

  @Test(
    "the documented dialect is scraped too, and missing probes are left alone",
    .enabled(if: SharedFolder.isPresent))
  func documented() async throws {
    let panel = try await RecordedPanel(
      pages: (0..<8).map { "documented/scrape_0\($0)" }, health: nil, ready: nil)
    let reports = await watch([try target(panel.server.port)]) { $0.filter(\.isMetrics).count >= 40 }
    await panel.server.stop()
    #expect(reports.filter(\.isMetrics).allSatisfy { ($0.series ?? 0) > 100 })
    let probes = reports.filter { !$0.isMetrics }
    #expect(probes.count <= 2)
    #expect(probes.allSatisfy { $0.failure == .status(404, excerpt: "Route not found") })
  }

  @Test("a target that hangs does not hold up the others")
  func isolation() async throws {
    let hanging = try await ScriptedServer { _, _ in [.hang] }
    let good = try await ScriptedServer { _, _ in [Answers.http()] }
    let targets = [try target(hanging.port), try target(good.port, id: 1)]
    let reports = await watch(targets) { $0.filter { $0.isMetrics && $0.target == 1 }.count >= 20 }
    await hanging.stop()
    await good.stop()
    #expect(reports.filter { $0.target == 1 && $0.isMetrics }.allSatisfy { $0.series == 1 })
    // One, or a few more where the machine took longer than the deadline for the rest.
    #expect(hanging.requests.count < 5)
  }

  @Test("a probe that hangs does not hold up the scrapes")
  func hangingProbe() async throws {
    let server = try await ScriptedServer { _, request in
      request.path == "/metrics" ? [Answers.http()] : [.hang]
    }
    let reports = await watch([try target(server.port)]) { $0.filter(\.isMetrics).count >= 20 }
    await server.stop()
    #expect(reports.allSatisfy { $0.isMetrics })
    #expect(server.requests.filter { $0.path != "/metrics" }.count == 1)
  }

  @Test("refreshing brings a scrape that the schedule had not planned for a long time")
  func refresh() async throws {
    let server = try await ScriptedServer { _, _ in [Answers.http()] }
    let reports = Reports()
    let scraper = Scraper(targets: [try target(server.port)], interval: .seconds(3600)) { reports.put($0) }
    scraper.start()
    _ = await reports.wait { $0.count >= 3 }
    scraper.refresh(target: 0)
    let seen = await reports.wait { $0.filter(\.isMetrics).count >= 2 }
    await scraper.stop()
    await server.stop()
    #expect(seen.filter(\.isMetrics).count == 2)
  }

  @Test("of another list those that stay are left alone, new ones are asked, and those that left are silent")
  func update() async throws {
    let servers = [
      try await ScriptedServer { _, _ in [Answers.http()] },
      try await ScriptedServer { _, _ in [Answers.http()] },
      try await ScriptedServer { _, _ in [Answers.http()] },
    ]
    let targets = try servers.enumerated().map { try target($0.element.port, id: $0.offset) }
    let reports = Reports()
    let scraper = Scraper(targets: Array(targets[..<2]), interval: .seconds(3600)) { reports.put($0) }
    scraper.start()
    _ = await reports.wait { Set($0.filter(\.isMetrics).map(\.target)) == [0, 1] }
    var renamed = targets[1]
    renamed.target.name = "renamed"
    scraper.update(targets: [targets[2], renamed])
    _ = await reports.wait { $0.contains { $0.isMetrics && $0.target == 2 } }
    scraper.refresh(target: nil)
    let seen = await reports.wait { $0.filter { $0.isMetrics && $0.target == 1 }.count >= 2 }
    await scraper.stop()
    #expect(seen.filter { $0.isMetrics && $0.target == 0 }.count == 1)
    #expect(Set(servers[1].requests.filter { $0.path == "/metrics" }.map(\.connection)).count == 1)
    for server in servers { await server.stop() }
  }

  @Test("one that is reached in another way from now on is asked anew, in that way")
  func changedAccess() async throws {
    let server = try await ScriptedServer { _, _ in [Answers.http()] }
    let reports = Reports()
    var one = try target(server.port)
    let scraper = Scraper(targets: [one], interval: .seconds(3600)) { reports.put($0) }
    scraper.start()
    _ = await reports.wait { $0.contains { $0.isMetrics } }
    one.place.base = "/below"
    scraper.update(targets: [one])
    _ = await reports.wait { $0.filter(\.isMetrics).count >= 2 }
    await scraper.stop()
    #expect(
      server.requests.filter { $0.path.hasSuffix("/metrics") }.map(\.path) == ["/metrics", "/below/metrics"])
    await server.stop()
  }

  @Test("stopping ends at once whatever is under way, and nothing is reported after")
  func stopping() async throws {
    let server = try await ScriptedServer { _, _ in [.hang] }
    let reports = Reports()
    let scraper = Scraper(targets: [try target(server.port)], interval: .seconds(10)) { reports.put($0) }
    scraper.start()
    while server.requests.isEmpty { await Task.yield() }
    await scraper.stop()
    await server.stop()
    #expect(reports.all.isEmpty)
  }

  @Test("a shutdown is seen as one, though mPanel refuses new connections at once")
  func draining() async throws {
    let server = try await ScriptedServer { place, request in
      switch request.path {
      case "/metrics" where request.connection == 0: [Answers.http()]
      case "/metrics": [Answers.drain]
      default: [Answers.json("200 OK", [], #"{"status":"ready"}"#)]
      }
    }
    let reports = Reports()
    let scraper = Scraper(targets: [try target(server.port)], interval: .seconds(3600)) { reports.put($0) }
    scraper.start()
    _ = await reports.wait { $0.count >= 3 }
    // The scrapes' own connection, the spare, and one for each probe.
    while server.connections < 4 { await Task.yield() }
    try await server.closeUsed()
    scraper.refresh(target: nil)
    let seen = await reports.wait { $0.filter(\.isMetrics).count >= 2 }
    await scraper.stop()
    await server.stop()
    #expect(seen.last { $0.isMetrics }?.failure == .draining(retryAfterSeconds: 30))
  }

  @Test("every build of the pretend fleet gives pages and health")
  func pretendFleet() async throws {
    let fleet = try PretendFleet.start(
      scenario: .calm, seed: 1, firstPort: nil, unixSeconds: Timekeeper.system.now().unixSeconds)
    let targets = try TargetAddress.targets(fleet.instances.map { "\($0.name)=\($0.address)" })
    let reports = await watch(targets, clock: nil) { reports in
      targets.allSatisfy { target in
        let own = reports.filter { $0.target == target.target.id }
        return own.contains { $0.isMetrics } && own.contains { $0.exchange.endpoint == .ready }
      }
    }
    fleet.stopNow()
    for target in targets {
      let own = reports.filter { $0.target == target.target.id }
      let page = try #require(own.first { $0.isMetrics })
      #expect((page.series ?? 0) > 50, "\(target.target.name)")
      #expect(page.exchange.path == (target.target.name == "legacy" ? "/api/metrics" : "/metrics"))
      guard case .health(let health) = own.first(where: { $0.exchange.endpoint == .health })?.outcome else {
        Issue.record("\(target.target.name) has no health")
        continue
      }
      #expect(health.isGood)
    }
  }

  @Test("one look asks nothing that counts after it was asked to wait")
  func onceLimited() async throws {
    let limited = Answers.http("429 Too Many Requests", ["Retry-After: 600"], body: "later")
    let probes = try await ScriptedServer { _, request in
      [request.path == "/metrics" ? Answers.http(body: "a 1\n") : limited]
    }
    let pages = try await ScriptedServer { _, _ in [limited] }
    let clock = VirtualTime()
    _ = await Once.reports(
      of: [try target(probes.port), try target(pages.port, id: 1)], timekeeper: clock.timekeeper)
    let results = await Examination.of(
      [try target(probes.port), try target(pages.port, id: 1)], timekeeper: clock.timekeeper)
    #expect(probes.requests.count { $0.path != "/metrics" } == 2, "health, for each of the two looks")
    #expect(pages.requests.map(\.path) == ["/metrics", "/metrics"])
    #expect(results.map(\.checkup.others.count) == [0, 0])
    await probes.stop()
    await pages.stop()
  }

  @Test("of intervals that are set one right after the other the last one holds")
  func lastInterval() async throws {
    let server = try await ScriptedServer { _, _ in [Answers.http(body: "a 1\n")] }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let clock = VirtualTime()
    let (one, reports) = (try target(server.port), Reports())
    let askers = Asker.all(
      [one], on: group.next(), through: Tunnels(), userAgent: "mptop/0", timekeeper: clock.timekeeper,
      keepsSpare: false)
    let poller = Poller(
      askers[0], in: Crowd(), interval: .seconds(2), isSpread: false, timekeeper: clock.timekeeper
    ) { reports.put($0) }
    // Tasks of one moment run in any order.
    await poller.setInterval(.seconds(30), change: 2)
    await poller.setInterval(.seconds(1), change: 1)
    let task = Task { await poller.run() }
    let scrapes = await reports.wait { $0.filter(\.isMetrics).count >= 4 }.filter(\.isMetrics)
    task.cancel()
    await task.value
    let gaps = zip(scrapes.dropFirst(), scrapes.dropFirst(2)).map {
      ($1.exchange.started - $0.exchange.started).seconds
    }
    #expect(gaps.allSatisfy { $0 > 20 }, "\(gaps)")
    try await group.shutdownGracefully()
    await server.stop()
  }

  @Test("one look scrapes twice and asks health and readiness once")
  func once() async throws {
    let server = try await ScriptedServer { place, request in
      request.path == "/metrics"
        ? [Answers.http(body: "a \(place)\n")] : [Answers.json("200 OK", [], #"{"status":"healthy"}"#)]
    }
    let gone = try HeldPort()
    let clock = VirtualTime()
    let reports = await Once.reports(
      of: [try target(server.port), try target(gone.number, id: 1)], span: .seconds(2),
      timekeeper: clock.timekeeper)
    await server.stop()
    withExtendedLifetime(gone) {}
    let first = reports.filter { $0.target == 0 }
    #expect(first.filter(\.isMetrics).count == 2)
    #expect(Set(first.map(\.exchange.endpoint)) == [.metrics, .health, .ready])
    let times = first.filter(\.isMetrics).map(\.exchange.started.seconds)
    #expect(times[1] - times[0] >= 2)
    #expect(reports.filter { $0.target == 1 }.map(\.failure) == [.refused, .refused])
  }
}
