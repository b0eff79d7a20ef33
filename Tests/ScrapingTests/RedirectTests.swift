import MPanel
import NIOPosix
import Scraping
import Synchronization
import Testing

@Suite struct RedirectTests {
  private static let canary = "canary-9f8e7d6c5b4a"

  /// What comes of `location` from a server that goes on answering redirects as `location` says for each path.
  private func fetch(
    follows: Bool = true, host: String = "127.0.0.1", name: String? = nil,
    _ location: @escaping @Sendable (_ path: String, _ port: Int) -> String?
  ) async throws -> (
    result: Result<Response, ScrapeFailure>, own: [ScriptedServer.Request], foreign: [ScriptedServer.Request]
  ) {
    let foreign = try await ScriptedServer { _, request in [Answers.http(body: "foreign \(request.path)")] }
    let own = try await ScriptedServer { _, request in
      guard var place = location(request.path, foreign.port) else {
        return [Answers.http(body: "own \(request.path)")]
      }
      if let mark = place.firstRange(of: "OWN"),
        let port = request.headers["host"]?.split(separator: ":").last
      {
        place.replaceSubrange(mark, with: port)
      }
      return [Answers.http("302 Found", place.isEmpty ? [] : ["Location: \(place)"], body: "")]
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var access = Access()
    access.followsRedirects = follows
    var place = Place(.network(host: host, port: own.port))
    place.hostName = name
    let fetcher = Fetcher(place, on: group.next(), access: access)
    let answer = await fetcher.fetch(
      "/metrics", authorization: "Bearer \(Self.canary)", within: .ample, keepsConnection: true)
    await fetcher.close()
    try await group.shutdownGracefully()
    await own.stop()
    await foreign.stop()
    return (answer.result, own.requests, foreign.requests)
  }

  @Test("none is followed unless that is asked for")
  func off() async throws {
    let (result, own, foreign) = try await fetch(follows: false) { _, port in "http://127.0.0.1:\(port)/x" }
    let status = try result.get().status
    #expect(status == 302)
    #expect(own.count == 1 && foreign.isEmpty)
  }

  @Test(
    "within one's own origin the secret goes along",
    arguments: [
      ("/elsewhere?a=b", "/elsewhere?a=b"), ("other", "/other"), ("?page=2", "/metrics?page=2"),
      ("/x#part", "/x"),
    ])
  func own(location: String, path: String) async throws {
    let (result, own, _) = try await fetch { asked, _ in asked == "/metrics" ? location : nil }
    let body = try result.get().body
    #expect(body == Array("own \(path)".utf8))
    #expect(own.map(\.path) == ["/metrics", path])
    #expect(own.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.canary)" })
  }

  @Test("one of several addresses is asked for by the name, and a redirect to that name stays at the address")
  func byName() async throws {
    let (result, own, _) = try await fetch(name: "localhost") { asked, _ in
      asked == "/metrics" ? "http://localhost:OWN/x" : nil
    }
    let body = try result.get().body
    #expect(body == Array("own /x".utf8))
    #expect(own.count == 2)
    #expect(own.allSatisfy { $0.headers["host"]?.hasPrefix("localhost:") == true })
    #expect(own.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.canary)" })
    // On the same connection: by its look-up the name could be another machine.
    #expect(own.allSatisfy { $0.connection == 0 })
  }

  @Test("another port is another origin, and so is another name of the same machine: the secret stays here")
  func foreign() async throws {
    let (port, _, byPort) = try await fetch { _, port in "http://127.0.0.1:\(port)/there" }
    let body = try port.get().body
    #expect(body == Array("foreign /there".utf8))
    #expect(byPort.map { $0.headers["authorization"] } == [nil])
    let (name, _, byName) = try await fetch { _, port in "//localhost:\(port)/there" }
    let status = try name.get().status
    #expect(status == 200)
    #expect(byName.map { $0.headers["authorization"] } == [nil])
  }

  @Test("a way back to one's own origin does not bring the secret back")
  func backAgain() async throws {
    let home = Mutex(0)
    let foreign = try await ScriptedServer { _, _ in
      [Answers.http("302 Found", ["Location: http://127.0.0.1:\(home.withLock { $0 })/home"], body: "")]
    }
    let own = try await ScriptedServer { place, _ in
      [Answers.http("302 Found", place == 0 ? ["Location: http://127.0.0.1:\(foreign.port)/"] : [], body: "")]
    }
    home.withLock { $0 = own.port }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var access = Access()
    access.followsRedirects = true
    let fetcher = Fetcher(
      Place(.network(host: "127.0.0.1", port: own.port)), on: group.next(), access: access)
    _ = await fetcher.fetch(
      "/metrics", authorization: "Bearer \(Self.canary)", within: .ample, keepsConnection: true)
    #expect(own.requests.map { $0.headers["authorization"] } == ["Bearer \(Self.canary)", nil])
    #expect(foreign.requests.map { $0.headers["authorization"] } == [nil])
    await fetcher.close()
    try await group.shutdownGracefully()
    await own.stop()
    await foreign.stop()
  }

  @Test(
    "after three, and where it leads out of the web, the reason is said",
    arguments: [
      ("/again", "after 3 others: given up"), ("file:///etc/passwd", "which is no web address"),
      ("gopher://127.0.0.1/", "which is no web address"), ("http://[::bad", "which is no address"),
      ("http://user:pass@127.0.0.1/", "which is no address"), ("http:/x", "which is no address"),
      ("http://127.0.0.1:99999/", "which is no address"), ("/a b", "which is no address"),
    ])
  func refused(location: String, reason: String) async throws {
    let (result, own, foreign) = try await fetch { _, _ in location }
    guard case .failure(.redirected(_, let why)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(why == reason)
    #expect(own.count == (location == "/again" ? 4 : 1) && foreign.isEmpty)
  }

  @Test("nowhere is nowhere")
  func nowhere() async throws {
    let (result, _, _) = try await fetch { _, _ in "" }
    let status = try result.get().status
    #expect(status == 302)
  }
}
