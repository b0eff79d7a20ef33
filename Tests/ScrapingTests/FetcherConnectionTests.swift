import MPanel
import Scraping
import Testing

@Suite struct FetcherConnectionTests {
  @Test("scrapes share one connection, probes do not disturb it")
  func connections() async throws {
    try await withFetcher(script: { _, _ in [Answers.http()] }) { fetcher, server in
      for _ in 0..<3 { _ = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true) }
      _ = await fetcher.fetch("/api/ready", within: .ample, keepsConnection: false)
      _ = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      #expect(server.requests.map(\.connection) == [0, 0, 0, 1, 0])
      #expect(server.requests[3].headers["connection"] == "close")
    }
  }

  @Test("a kept connection that dies under a request is replaced once, silently")
  func idleClose() async throws {
    try await withFetcher(script: { place, _ in place == 1 ? [.close] : [Answers.http()] }) {
      fetcher, server in
      for _ in 0..<2 {
        let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
        let status = try answer.result.get().status
        #expect(status == 200)
      }
      #expect(server.requests.map(\.connection) == [0, 0, 1])
    }
  }

  @Test("a new connection that dies is not tried again, nor is one that died in the middle of an answer")
  func noRetry() async throws {
    try await withFetcher(script: { place, _ in
      place == 0 ? [Answers.http()] : [Answers.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nup"), .close]
    }) { fetcher, server in
      _ = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      for requests in [2, 3] {
        let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
        #expect(throws: ScrapeFailure.connectionLost) { try answer.result.get() }
        #expect(server.requests.count == requests)
      }
    }
  }

  @Test("bytes after a complete answer are not taken for the next one")
  func leftovers() async throws {
    try await withFetcher(script: { place, _ in
      place == 0
        ? [.send(Answers.bytes(body: "first 1\n") + Answers.bytes(body: "stale 1\n"))]
        : [Answers.http(body: "fresh 1\n")]
    }) { fetcher, _ in
      _ = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      let body = try answer.result.get().body
      #expect(body == Array("fresh 1\n".utf8))
    }
  }

  @Test("a mPanel that stops listening says on the spare connection that it is shutting down")
  func spare() async throws {
    try await withFetcher(
      keepsSpare: true,
      script: { place, _ in place == 0 ? [Answers.http()] : place == 1 ? [.close] : [Answers.drain] }
    ) { fetcher, server in
      _ = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      while await !fetcher.hasSpare || server.connections < 2 { await Task.yield() }
      try await server.stopListening()
      let answer = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      let status = try answer.result.get().status
      #expect(status == 503)
      #expect(server.requests.map(\.connection) == [0, 0, 1])
      let next = await fetcher.fetch("/metrics", within: .ample, keepsConnection: true)
      #expect(throws: ScrapeFailure.refused) { try next.result.get() }
    }
  }

  @Test("closing fails what is under way at once")
  func closing() async throws {
    try await withFetcher(script: { _, _ in [.hang] }) { fetcher, server in
      async let answer = fetcher.fetch("/metrics", within: .seconds(300), keepsConnection: true)
      while server.requests.isEmpty { await Task.yield() }
      await fetcher.close()
      let result = await answer.result
      #expect(throws: ScrapeFailure.connectionLost) { try result.get() }
    }
  }
}
