import Foundation
import MPanel
import Synchronization
import Telemetry
import Testing

@testable import Scraping

@Suite("Watching through a Prometheus server")
struct PrometheusWatchTests {
  private static let now = VirtualTime().now.unixSeconds

  private static func json(_ series: [String]) -> ScriptedServer.Act {
    Answers.json(
      "200 OK", [],
      #"{"status":"success","data":{"resultType":"matrix","result":[\#(series.joined(separator: ","))]}}"#)
  }

  private static func series(_ name: String, _ instance: String, job: String = "mpanel", _ values: [Double])
    -> String
  {
    // The newest sample is one second old.
    let points = values.enumerated().map {
      "[\(now - 1 - Double(15 * (values.count - 1 - $0.offset))),\"\($0.element)\"]"
    }
    return """
      {"metric":{"__name__":"\(name)","instance":"\(instance)","job":"\(job)"},"values":[\(points.joined(separator: ","))]}
      """
  }

  /// What the server answers to each kind of question.
  private static func answer(_ path: String, signals: [String], up: [String], signs: [String])
    -> ScriptedServer.Act
  {
    if path.hasPrefix("/api/v1/metadata") { return Answers.json("404 Not Found", [], "{}") }
    if path.firstRange(of: "last_over_time") != nil { return json(signs) }
    return json(path.firstRange(of: "scrape_duration_seconds") == nil ? up : signals)
  }

  private static func sign(_ name: String, _ instance: String, job: String) -> String {
    #"{"metric":{"__name__":"\#(name)","instance":"\#(instance)","job":"\#(job)"},"value":[\#(now),"1"]}"#
  }

  private func look(_ server: ScriptedServer, job: String? = nil) async throws -> Result<
    PrometheusScraper.Look, PrometheusFailure
  > {
    await PrometheusScraper.once(
      try PrometheusServer(word: "127.0.0.1:\(server.port)", job: job), userAgent: "mptop/0",
      timekeeper: VirtualTime().timekeeper)
  }

  @Test("every instance of a job with mPanel's names is a target; those that are not up have their reason")
  func discovers() async throws {
    let server = try await ScriptedServer { _, request in
      [
        Self.answer(
          request.path + request.body,
          signals: [
            Self.series("up", "a:1", [1, 1, 1]), Self.series("queue_size", "a:1", [1, 2, 3]),
            Self.series("up", "b:1", [1, 0, 0]),
          ],
          up: [
            Self.series("up", "a:1", [1, 1, 1]), Self.series("up", "b:1", [0, 0, 0]),
            Self.series("up", "c:1", [1, 1]),
          ],
          signs: [
            Self.sign("queue_size", "a:1", job: "mpanel"),
            Self.sign("active_connections", "x:1", job: "other"),
          ])
      ]
    }
    let found = try await look(server).get()
    await server.stop()
    #expect(found.targets.map(\.name) == ["a:1", "b:1", "c:1"])
    #expect(found.targets.allSatisfy { $0.source == "Prometheus at http://127.0.0.1:\(server.port)" })
    #expect(found.interval == .seconds(15))
    func last(_ name: String) -> Report.Outcome? {
      let id = found.targets.first { $0.name == name }?.id
      return found.reports.last { $0.target == id }?.outcome
    }
    guard case .page(let page) = last("a:1"), case .failure(.unreachable(let down)) = last("b:1"),
      case .failure(.unreachable(let gone)) = last("c:1")
    else {
      Issue.record("\(found.reports)")
      return
    }
    #expect(page.values == [3])
    #expect(down.hasPrefix("up is 0"))
    #expect(gone == "Prometheus has no sample of it")
    let ages = found.reports.map { VirtualTime().now.unixSeconds - $0.at.unixSeconds }
    #expect(ages.contains { abs($0 - 1) < 0.01 }, "samples have the times of their scrapes")
    #expect(
      server.requests.allSatisfy { ($0.path + $0.body).firstRange(of: "other") == nil },
      "the other job is left alone")
  }

  @Test("no server, a server of another kind and a job without instances are told apart")
  func nothing() async throws {
    let empty = try await ScriptedServer { _, request in
      [Self.answer(request.path + request.body, signals: [], up: [], signs: [])]
    }
    let other = try await ScriptedServer { _, _ in [Answers.http(body: "hello")] }
    let refusing = try await ScriptedServer { _, _ in
      [
        Answers.json(
          "422 Unprocessable", [], #"{"status":"error","errorType":"execution","error":"too many samples"}"#)
      ]
    }
    let login = try await ScriptedServer { _, _ in [Answers.http("401 Unauthorized", [], body: "")] }
    for (server, job, words) in [
      (empty, nil, "name the job with --job"), (empty, "x", "no instance in job ‘x’"), (other, nil, "hello"),
      (refusing, nil, "execution: too many samples"), (login, nil, "asks for a login"),
    ] {
      guard case .failure(let failure) = try await look(server, job: job) else {
        Issue.record("no failure")
        continue
      }
      #expect(failure.words.firstRange(of: words) != nil, "\(failure.words)")
    }
    for server in [empty, other, refusing, login] { await server.stop() }
  }

  @Test(
    "a server that is gone leaves the instances unknown, and what it kept meanwhile is fetched when it is back"
  )
  func returns() async throws {
    let isAway = Mutex(false)
    let server = try await ScriptedServer { _, request in
      if isAway.withLock({ $0 }) { return [.close] }
      return [
        Self.answer(
          request.path + request.body,
          signals: [Self.series("up", "a:1", [1, 1, 1]), Self.series("queue_size", "a:1", [1, 2, 3])],
          up: [Self.series("up", "a:1", [1, 1, 1])], signs: [Self.sign("queue_size", "a:1", job: "mpanel")])
      ]
    }
    let reports = Reports()
    let clock = VirtualTime()
    let scraper = PrometheusScraper(
      try PrometheusServer(word: "127.0.0.1:\(server.port)"), interval: .seconds(5), userAgent: "mptop/0",
      timekeeper: clock.timekeeper, listed: { _ in }, report: { reports.put($0) })
    scraper.start()
    let before = await reports.wait { $0.count >= 3 }
    #expect(before.prefix(3).allSatisfy { if case .page = $0.outcome { true } else { false } })
    isAway.withLock { $0 = true }
    let after = await reports.wait {
      $0.contains { if case .failure(.untold) = $0.outcome { true } else { false } }
    }
    await scraper.stop()
    await server.stop()
    var watch = Watch(
      target: Target(id: 1, name: "a:1", address: "a:1", source: "x"), interval: .seconds(5),
      started: clock.now)
    let ids = Set(after.filter { $0.exchange.source != nil }.map(\.target))
    #expect(ids.count == 1)
    for report in after where ids.contains(report.target) { watch.take(report) }
    #expect(watch.standing.condition == .unknown)
    #expect(watch.standing.reason.firstRange(of: "Prometheus at http://127.0.0.1") != nil)
  }

  @Test("beside a server's instances others are asked themselves; nobody's report is taken for another's")
  func joint() async throws {
    let server = try await ScriptedServer { _, request in
      [
        Self.answer(
          request.path + request.body,
          signals: [Self.series("up", "a:1", [1, 1]), Self.series("queue_size", "a:1", [1, 2])],
          up: [Self.series("up", "a:1", [1, 1])], signs: [Self.sign("queue_size", "a:1", job: "mpanel")])
      ]
    }
    let panel = try await ScriptedServer { _, _ in [Answers.http()] }
    let reports = Reports()
    let lists = Mutex<[[Target]]>([])
    let clock = VirtualTime()
    let direct = try #require(try TargetAddress.targets(["127.0.0.1:\(panel.port)"]).first)
    let asked = Scraper(targets: [direct], timekeeper: clock.timekeeper) { reports.put($0) }
    let told = PrometheusScraper(
      try PrometheusServer(word: "127.0.0.1:\(server.port)"), interval: .seconds(5), userAgent: "mptop/0",
      timekeeper: clock.timekeeper, listed: { list in lists.withLock { $0.append(list) } },
      report: { reports.put($0) })
    let source = JointSource(asked, and: told)
    source.start()
    let seen = await reports.wait { all in
      let pages = all.filter { if case .page = $0.outcome { true } else { false } }
      return Set(pages.map(\.target)).count == 2
    }
    await source.stop()
    await server.stop()
    await panel.stop()
    let list = JointSource.list(asked: [direct.target], told: lists.withLock { $0.last ?? [] })
    let instance = try #require(list.first { $0.name == "a:1" })
    #expect(seen.contains { $0.target == instance.id && $0.exchange.source != nil })
    #expect(seen.contains { $0.target == direct.target.id && $0.exchange.status == 200 })
    #expect(seen.allSatisfy { ($0.target == direct.target.id) == ($0.exchange.status != nil) })
  }

  @Test("in a list of both, groups say which are which, and no two have one name")
  func jointList() {
    let own = Target(id: 0, name: "shop", address: "a:1")
    var grouped = Target(id: 1, name: "web", address: "b:1", groups: ["eu"])
    let theirs = [
      Target(id: 7, name: "shop", address: "shop", source: "Prometheus at http://m"),
      Target(id: 8, name: "c:1", address: "c:1", source: "Prometheus at http://m"),
    ]
    let both = JointSource.list(asked: [own, grouped], told: theirs)
    #expect(both.map(\.id) == [0, 1, 7, 8])
    #expect(both.map(\.name) == ["shop", "web", "shop (Prometheus)", "c:1"])
    #expect(
      both.map(\.groups) == [["asked directly"], ["eu"], ["through Prometheus"], ["through Prometheus"]])
    grouped.groups = []
    #expect(JointSource.list(asked: [own, grouped], told: []) == [own, grouped])
    #expect(JointSource.list(asked: [], told: theirs) == theirs)
  }

  @Test("a server that asks to be left alone is, even when the operator wishes otherwise")
  func limited() async throws {
    let clock = VirtualTime()
    let asked = Mutex<[Double]>([])
    let server = try await ScriptedServer { _, _ in
      asked.withLock { $0.append(clock.now.seconds) }
      return [Answers.http("429 Too Many Requests", ["Retry-After: 900"], body: "later")]
    }
    let reports = Reports()
    let scraper = PrometheusScraper(
      try PrometheusServer(word: "127.0.0.1:\(server.port)"), interval: .seconds(5), userAgent: "mptop/0",
      timekeeper: clock.timekeeper, listed: { _ in }, report: { reports.put($0) })
    scraper.start()
    for count in 1...4 {
      _ = await reports.wait { $0.count >= count }
      scraper.refresh(target: nil)
    }
    await scraper.stop()
    await server.stop()
    let times = asked.withLock { $0 }
    #expect(times.count >= 4)
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 900 }, "\(times)")
  }

  @Test(
    "an instance that has been gone for an hour is listed no more, and has its own number when it is back")
  func forgotten() async throws {
    let clock = VirtualTime()
    let isBack = Mutex(false)
    let server = try await ScriptedServer { place, request in
      // The past of the first look; afterwards one of the two lives on.
      func series(_ name: String, _ instance: String) -> String {
        let newest = clock.now.unixSeconds - 1
        let points = (0..<3).reversed().map { "[\(newest - Double($0 * 15)),\"1\"]" }.joined(separator: ",")
        return
          #"{"metric":{"__name__":"\#(name)","instance":"\#(instance)","job":"mpanel"},"values":[\#(points)]}"#
      }
      let isThere = place < 4 || isBack.withLock { $0 }
      let instances = isThere ? ["a:1", "b:1"] : ["a:1"]
      return [
        Self.answer(
          request.path + request.body,
          signals: instances.flatMap { [series("up", $0), series("queue_size", $0)] },
          up: instances.map { series("up", $0) },
          signs: instances.map { Self.sign("queue_size", $0, job: "mpanel") })
      ]
    }
    let lists = Mutex<[[Target]]>([])
    let reports = Reports()
    let scraper = PrometheusScraper(
      try PrometheusServer(word: "127.0.0.1:\(server.port)"), interval: .seconds(60), userAgent: "mptop/0",
      timekeeper: clock.timekeeper, listed: { list in lists.withLock { $0.append(list) } },
      report: { reports.put($0) })
    scraper.start()
    func names(_ place: Int) async -> [String] {
      while lists.withLock({ $0.count }) <= place { await Task.yield() }
      return lists.withLock { $0[place].map { "\($0.id - PrometheusWatch.firstID) \($0.name)" } }
    }
    #expect(await names(0) == ["1 a:1", "2 b:1"])
    #expect(await names(1) == ["1 a:1"])
    isBack.withLock { $0 = true }
    #expect(await names(2) == ["1 a:1", "3 b:1"])
    await scraper.stop()
    await server.stop()
  }

  @Test("the server's own token goes with every question, and no failure shows it")
  func login() async throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("mptop-\(UUID().uuidString)")
    let file = place.path
    try Data("a-canary-of-old\n".utf8).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let wanted = Mutex("Bearer a-canary-of-old")
    let server = try await ScriptedServer { _, request in
      let given = request.headers["authorization"] ?? ""
      guard given == wanted.withLock({ $0 }) else {
        return [Answers.json("401 Unauthorized", [], "{\"error\":\"not you: \(given)\"}")]
      }
      return [
        Self.answer(
          request.path + request.body,
          signals: [Self.series("up", "a:1", [1, 1]), Self.series("queue_size", "a:1", [1, 2])],
          up: [Self.series("up", "a:1", [1, 1])], signs: [Self.sign("queue_size", "a:1", job: "mpanel")])
      ]
    }
    func look(_ source: SecretSource?) async throws -> Result<PrometheusScraper.Look, PrometheusFailure> {
      var known = try PrometheusServer(word: "127.0.0.1:\(server.port)")
      known.access.credential = source.map { .bearer($0) }
      return await PrometheusScraper.once(
        known, userAgent: "mptop/0", timekeeper: VirtualTime().timekeeper)
    }
    let found = try await look(.file(path: file)).get()
    #expect(found.targets.map(\.name) == ["a:1"])
    #expect(server.requests.count >= 4, "signs, up, metadata and samples")
    #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer a-canary-of-old" })
    // Refused: what the server repeats of it is shown to nobody.
    wanted.withLock { $0 = "Bearer another-canary" }
    let refused = try await look(.file(path: file))
    let words = "\(refused)"
    #expect(words.firstRange(of: "canary") == nil, "\(words)")
    guard case .failure(let failure) = refused, case .failure(let nobody) = try await look(nil) else {
      Issue.record("\(words)")
      return
    }
    #expect(failure.words == "401: our token is not accepted")
    #expect(nobody.words.firstRange(of: "asks for a login") != nil)
    let missing = try await look(.file(path: file + "-nowhere"))
    guard case .failure(.scrape(.noCredential)) = missing else {
      Issue.record("\(missing)")
      return
    }
    await server.stop()
  }
}
