import Glibc
import MPanel
import NIOPosix
import Testing

@testable import Scraping

@Suite struct FetcherTests {
  private func failure(
    limitBytes: Int = 1 << 20, greeting: [UInt8] = [], within patience: Duration = .ample,
    _ acts: ScriptedServer.Act...
  ) async throws -> ScrapeFailure? {
    try await withFetcher(limitBytes: limitBytes, greeting: greeting, script: { _, _ in acts }) {
      fetcher, _ in
      let answer = await fetcher.fetch("/metrics", within: patience, keepsConnection: true)
      guard case .failure(let failure) = answer.result else { return nil }
      return failure
    }
  }

  @Test("a good answer comes whole, and the request says who asks and no more than it must")
  func good() async throws {
    try await withFetcher(script: { _, _ in [Answers.http(body: "up 1\n")] }) { fetcher, server in
      let answer = await fetcher.fetch(
        "/metrics", headers: [("X-Request-ID", "mptop-x-1")], within: .ample, keepsConnection: true)
      let response = try answer.result.get()
      #expect(response.status == 200)
      #expect(response["content-TYPE"] == "text/plain; version=0.0.4")
      #expect(response.body == Array("up 1\n".utf8))
      #expect(response.wireBytes == 5)
      #expect(answer.firstByte != nil && answer.connecting != nil)
      let request = try #require(server.requests.first)
      #expect(request.path == "/metrics")
      #expect(request.headers["host"] == "127.0.0.1:\(server.port)")
      #expect(request.headers["user-agent"] == "mptop/0")
      #expect(request.headers["x-request-id"] == "mptop-x-1")
      #expect(request.headers["accept-encoding"] == "gzip")
      #expect(request.headers["origin"] == nil)
      #expect(request.headers["connection"] == nil)
    }
  }

  @Test("a port that nobody listens on is refused")
  func refused() async throws {
    let held = try HeldPort()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let fetcher = Fetcher(Place(.network(host: "127.0.0.1", port: held.number)), on: group.next())
    let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
    #expect(throws: ScrapeFailure.refused) { try answer.result.get() }
    try await group.shutdownGracefully()
    withExtendedLifetime(held) {}
  }

  @Test("a socket file that is not there is named")
  func noSocket() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let fetcher = Fetcher(Place(.file(path: "/nowhere/x.sock")), on: group.next())
    let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
    #expect(throws: ScrapeFailure.unreachable("no socket at /nowhere/x.sock")) { try answer.result.get() }
    try await group.shutdownGracefully()
  }

  @Test(
    "the one deadline cuts a server that hangs, drips its head or drips its body",
    arguments: [
      ScriptedServer.Act.hang,
      .drip(Array("HTTP/1.1 200 OK\r\nX-Filler: \(String(repeating: "x", count: 900))".utf8)),
      .drip(
        Array("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n\(String(repeating: "x", count: 900))".utf8)),
    ])
  func deadline(act: ScriptedServer.Act) async throws {
    let patience = Duration.milliseconds(250)
    // Whether a part came in so short a time is for the machine to say.
    let ended = [false, true].map { ScrapeFailure.timedOut(after: patience, partly: $0) }
    let failure = try #require(try await failure(within: patience, act))
    #expect(ended.contains(failure))
  }

  @Test("an answer of which only a part came in time is told from none")
  func part() async throws {
    let patience = Duration.seconds(3)
    let begun = ScriptedServer.Act.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".utf8))
    async let none = failure(within: patience, .hang)
    async let some = failure(within: patience, begun, .hang)
    #expect(try await none == .timedOut(after: patience))
    #expect(try await some == .timedOut(after: patience, partly: true))
  }

  @Test("a body that is announced too large, comes too large or unpacks too large is cut")
  func tooLarge() async throws {
    let limit = 100_000
    let tooLarge = ScrapeFailure.tooLarge(limitBytes: limit)
    #expect(
      try await failure(limitBytes: limit, Answers.raw("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n"))
        == tooLarge)
    let piece = "2000\r\n\(String(repeating: "x", count: 0x2000))\r\n"
    #expect(
      try await failure(
        limitBytes: limit, Answers.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        .flood(Array(piece.utf8))) == tooLarge)
    #expect(
      try await failure(
        limitBytes: limit,
        Answers.http(
          "200 OK", ["Content-Encoding: gzip"], bytes: Answers.endlessZeroes(10_000_000))) == tooLarge)
  }

  @Test("a body of exactly the limit is taken")
  func exactlyTheLimit() async throws {
    let body = String(repeating: "x", count: 5000)
    #expect(try await failure(limitBytes: 5000, Answers.http(body: body)) == nil)
    #expect(try await failure(limitBytes: 4999, Answers.http(body: body)) == .tooLarge(limitBytes: 4999))
  }

  @Test("gzip is unpacked, and what came over the wire is counted apart")
  func gzip() async throws {
    // "up 1\n" forty times.
    let packed: [UInt8] = Self.packedUps
    try await withFetcher(script: { _, _ in
      [Answers.http("200 OK", ["Content-Encoding: gzip"], bytes: packed)]
    }) {
      fetcher, _ in
      let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      let response = try answer.result.get()
      #expect(response.body == Array(String(repeating: "up 1\n", count: 40).utf8))
      #expect(response.wireBytes == packed.count)
    }
  }

  @Test("what cannot be read is said to be so")
  func encodings() async throws {
    #expect(
      try await failure(Answers.http("200 OK", ["Content-Encoding: gzip"], body: "not gzip"))
        == .badEncoding("broken gzip"))
    #expect(
      try await failure(
        Answers.http("200 OK", ["Content-Encoding: gzip"], bytes: Array(Self.packedUps.dropLast(9))))
        == .badEncoding("broken gzip"))
    #expect(
      try await failure(Answers.http("200 OK", ["Content-Encoding: br"], body: "ok"))
        == .badEncoding("unasked-for encoding br"))
  }

  @Test(
    "an answer that ends too early is no answer",
    arguments: [
      [Answers.raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nup 1\n"), .close],
      [Answers.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nup 1\n\r\n"), .close],
      [Answers.raw("HTTP/1.1 200 OK\r\nContent-Ty"), .close], [.close], [.reset],
    ])
  func cutShort(acts: [ScriptedServer.Act]) async throws {
    let failure = try await withFetcher(script: { _, _ in acts }) { fetcher, _ in
      await fetcher.fetch("/metrics", within: .ample, keepsConnection: true).result
    }
    #expect(throws: ScrapeFailure.connectionLost) { try failure.get() }
  }

  @Test(
    "headers and chunks that break the rules are refused without a crash",
    arguments: [
      "Content-Length: -5\r\n\r\nabc", "Content-Length: 99999999999999999999999\r\n\r\nabc",
      "X-A: a\0b\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nZZZ\r\nabc\r\n0\r\n\r\n",
    ])
  func brokenRules(text: String) async throws {
    let failure = try await failure(Answers.raw("HTTP/1.1 200 OK\r\n" + text), .close)
    guard case .badEncoding = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("a server that sends headers without end is cut")
  func headersWithoutEnd() async throws {
    let filler = Array(String(repeating: "X-Filler: y\r\n", count: 100).utf8)
    #expect(
      try await failure(Answers.raw("HTTP/1.1 200 OK\r\n"), .flood(filler))
        == .badEncoding("too many or too long headers"))
  }

  @Test("what does not speak HTTP is quoted, whether it waits for the request or speaks first")
  func notHTTP() async throws {
    let banner = "SSH-2.0-OpenSSH_9.2\r\n"
    let quoted = ScrapeFailure.notHTTP(excerpt: "SSH-2.0-OpenSSH_9.2")
    #expect(try await failure(Answers.raw(banner), .close) == quoted)
    #expect(try await failure(Answers.raw("hello\n"), .close) == .notHTTP(excerpt: "hello"))
    #expect(
      try await failure(.send([0x15, 3, 1, 0, 2, 2, 0x46]), .close)
        == .notHTTP(excerpt: "it speaks TLS, try https://"))
    let early = try await failure(greeting: Array(banner.utf8), .close)
    // Which comes first, the banner or our request, is up to the system; both ways it is quoted.
    #expect(early == quoted)
  }

  @Test("a server that does not speak TLS is told from one whose certificate is wrong")
  func noTLS() async throws {
    let server = try await ScriptedServer(greeting: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)) { _, _ in
      []
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let fetcher = Fetcher(
      Place(.network(host: "127.0.0.1", port: server.port), isEncrypted: true), on: group.next(),
      encryption: Encryption(.anyone))
    let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
    #expect(throws: ScrapeFailure.tls("no TLS spoken there, try http://")) { try answer.result.get() }
    try await group.shutdownGracefully()
    await server.stop()
  }

  @Test("an authority's certificate that cannot be read is named, and a FIFO is not waited for")
  func noAuthority() async throws {
    let fifo = "/tmp/mptop-ca-\(getpid()).pem"
    try #require(mkfifo(fifo, 0o600) == 0)
    defer { unlink(fifo) }
    #expect(throws: ScrapeFailure.tls("\(fifo) is no regular file")) {
      try Encryption(.authority(file: fifo)).context()
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let fetcher = Fetcher(
      Place(.network(host: "127.0.0.1", port: 1), isEncrypted: true), on: group.next(),
      encryption: Encryption(.authority(file: "/nowhere/ca.pem")))
    let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
    #expect(throws: ScrapeFailure.tls("/nowhere/ca.pem: no such file")) {
      try answer.result.get()
    }
    try await group.shutdownGracefully()
  }

  private static let packedUps: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0x2D, 0x50, 0x30, 0xE4, 0x2A,
    0x1D, 0xFA, 0x04, 0x00, 0x51, 0xF3, 0x62, 0x30, 0xC8, 0x00, 0x00, 0x00,
  ]
}
