import Synchronization
import Telemetry
import Testing

@testable import Scraping

@Suite struct CrowdTests {
  /// Enters so often as there is no need to wait.
  private static func fill(_ crowd: Crowd, _ lane: Crowd.Lane, _ count: Int) async {
    for _ in 0..<count { #expect(await crowd.enter(lane)) }
  }

  /// Who entered, in which order.
  private final class Log: Sendable {
    private let all = Mutex<[String]>([])
    var names: [String] { all.withLock { $0 } }
    func note(_ name: String) { all.withLock { $0.append(name) } }
  }

  /// Somebody who waits for a place; returns once it is in the line.
  private static func queue(_ crowd: Crowd, _ lane: Crowd.Lane, _ name: String, _ log: Log) async -> Task<
    Bool, Never
  > {
    let before = crowd.waiting
    let task = Task {
      let isIn = await crowd.enter(lane)
      if isIn { log.note(name) }
      return isIn
    }
    while crowd.waiting == before { await Task.yield() }
    return task
  }

  @Test("places are given in the order in which they were asked for")
  func order() async {
    let (crowd, log) = (Crowd(), Log())
    await CrowdTests.fill(crowd, .scrape, Crowd.places)
    let first = await CrowdTests.queue(crowd, .scrape, "first", log)
    let second = await CrowdTests.queue(crowd, .scrape, "second", log)
    crowd.leave(.scrape)
    #expect(await first.value)
    #expect(log.names == ["first"] && crowd.waiting == 1)
    crowd.leave(.scrape)
    #expect(await second.value)
    #expect(log.names == ["first", "second"])
  }

  @Test(
    "targets that let requests run out of time take their part and no more, and hold up nobody else",
    arguments: [Crowd.Lane.doubtfulScrape, .probe])
  func lanes(lane: Crowd.Lane) async {
    let (crowd, log) = (Crowd(), Log())
    await CrowdTests.fill(crowd, lane, lane.places)
    let late = await CrowdTests.queue(crowd, lane, "late", log)
    // There are places, and those behind get them.
    await CrowdTests.fill(crowd, .scrape, Crowd.places - lane.places)
    #expect(log.names.isEmpty)
    let behind = await CrowdTests.queue(crowd, .scrape, "behind", log)
    crowd.leave(.scrape)
    #expect(await behind.value)
    #expect(log.names == ["behind"])
    crowd.leave(lane)
    #expect(await late.value)
  }

  @Test("all lanes together never hold more than there are places")
  func together() async {
    let (crowd, log) = (Crowd(), Log())
    await CrowdTests.fill(crowd, .doubtfulScrape, 80)
    await CrowdTests.fill(crowd, .probe, 60)
    await CrowdTests.fill(crowd, .scrape, Crowd.places - 140)
    let more = await CrowdTests.queue(crowd, .scrape, "more", log)
    crowd.leave(.probe)
    #expect(await more.value)
    #expect(Crowd.places < 256)
  }

  @Test("who gives up while waiting leaves the line, and its place is nobody's")
  func cancellation() async {
    let (crowd, log) = (Crowd(), Log())
    await CrowdTests.fill(crowd, .scrape, Crowd.places)
    let first = await CrowdTests.queue(crowd, .scrape, "first", log)
    let second = await CrowdTests.queue(crowd, .scrape, "second", log)
    first.cancel()
    #expect(await first.value == false)
    #expect(crowd.waiting == 1)
    crowd.leave(.scrape)
    #expect(await second.value)
    #expect(log.names == ["second"])
    // Everybody goes: all places are free again.
    for _ in 0..<Crowd.places { crowd.leave(.scrape) }
    await CrowdTests.fill(crowd, .scrape, Crowd.places)
  }

  @Test("a task that was cancelled before it had to wait gets no place")
  func cancelledBefore() async {
    let crowd = Crowd()
    await CrowdTests.fill(crowd, .scrape, Crowd.places)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await crowd.enter(.scrape)
    }
    task.cancel()
    #expect(await task.value == false)
    #expect(crowd.waiting == 0)
  }

  @Test("the larger the fleet, the shorter one that answered before is waited for, so that places are left")
  func patience() {
    let crowd = Crowd()
    for (targets, seconds) in [(1, 10.0), (180, 10), (1000, 2), (400, 2.5)] {
      crowd.targets = targets
      #expect(crowd.longestPatience(interval: .seconds(10)) == .seconds(seconds))
    }
    crowd.targets = 10_000
    #expect(crowd.longestPatience(interval: .seconds(60)) == .seconds(2))
  }

  @Test("connections are kept where there are sockets for all")
  func connections() {
    let crowd = Crowd()
    for (targets, keeps, spares) in [
      (60, true, true), (61, true, false), (180, true, false), (181, false, false),
    ] {
      crowd.targets = targets
      #expect(crowd.keepsConnections == keeps && crowd.keepsSpares == spares)
      // One a target, one more for each spare, and one a probe.
      let sockets =
        (keeps ? targets : Crowd.places) + (spares ? targets : 0) + (keeps ? Crowd.Lane.probe.places : 0)
      #expect(sockets <= 256)
    }
  }
}
