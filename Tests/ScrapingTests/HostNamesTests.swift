import Dispatch
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Scraping

@Suite("Names are looked up without holding up anybody")
struct HostNamesTests {
  private final class Counter: Sendable {
    private let count = Mutex(0)
    func add() { count.withLock { $0 += 1 } }
    var value: Int { count.withLock { $0 } }
  }

  private static func loopback(_ text: String) throws -> HostAddress {
    HostAddress(text: text, socket: try SocketAddress(ipAddress: text, port: 0))
  }

  private func find(_ host: String, _ names: HostNames) async -> [String] {
    await withCheckedContinuation { continuation in
      names.find(host) { continuation.resume(returning: $0.map(\.text)) }
    }
  }

  @Test("while two hundred names hang, another is found and tasks go on", .timeLimit(.minutes(1)))
  func hanging() async throws {
    let known = try Self.loopback("127.0.0.1")
    let release = DispatchSemaphore(value: 0)
    let given = Counter()
    let names = HostNames { host in
      guard host != "here" else { return [known] }
      release.wait()
      return []
    }
    for number in 0..<200 { names.find("hanging-\(number)") { _ in given.add() } }
    // On the threads that tasks share, neither of these would come about before the others are let go.
    #expect(await find("here", names) == ["127.0.0.1"])
    await Task.detached {}.value
    #expect(given.value == 0)
    for _ in 0..<200 { release.signal() }
    while given.value < 200 { await Task.yield() }
  }

  @Test("who asks for a name that is being looked up gets that answer", .timeLimit(.minutes(1)))
  func joined() async throws {
    let known = try Self.loopback("127.0.0.7")
    let release = DispatchSemaphore(value: 0)
    let lookups = Counter()
    let answers = Counter()
    let names = HostNames(most: 1) { host in
      if host == "slow" { release.wait() }
      lookups.add()
      return [known]
    }
    for _ in 0..<20 { names.find("slow") { if $0.count == 1 { answers.add() } } }
    names.find("next") { _ in answers.add() }
    release.signal()
    while answers.value < 21 { await Task.yield() }
    #expect(lookups.value == 2)
    // Nothing is kept of an answer.
    #expect(await find("next", names) == ["127.0.0.7"])
    #expect(lookups.value == 3)
  }

  @Test("a name of this machine has its addresses, and one that cannot be has none")
  func system() async {
    let local = await find("localhost", .system)
    #expect(local.contains("127.0.0.1") || local.contains("::1"))
    #expect(await find("127.0.0.1", .system) == ["127.0.0.1"])
    #expect(await find("no..such..name", .system).isEmpty)
  }

  @Test("an answer that comes after the connection was given up goes nowhere", .timeLimit(.minutes(1)))
  func late() async throws {
    let known = try Self.loopback("127.0.0.1")
    let release = DispatchSemaphore(value: 0)
    let done = Counter()
    let names = HostNames { _ in
      release.wait()
      return [known]
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let connecting = ClientBootstrap(group: group.next())
      .connectTimeout(.milliseconds(20))
      .resolver(NameLookup(on: group.next(), names: names))
      .connect(host: "slow", port: 1)
    await #expect(throws: (any Error).self) { try await connecting.get() }
    try await group.shutdownGracefully()
    names.find("slow") { _ in done.add() }
    for _ in 0..<2 { release.signal() }
    while done.value < 1 { await Task.yield() }
  }
}
