import Foundation
import Glibc
import MPanel
import NIOPosix
import NIOSSL
import OtherPrograms
import Testing

@testable import Scraping

@Suite(.serialized, .enabled(if: SSHServer.isPresent, "\(SSHServer.absence)"))
struct TunnelTests {
  /// Runs `body` with a pretend mPanel that can be reached through an sshd of its own.
  private func withServers(
    restrictions: (Int) -> String = { _ in "" },
    script: @escaping ScriptedServer.Script = { _, _ in [Answers.http()] },
    _ body: (SSHServer, ScriptedServer, MultiThreadedEventLoopGroup) async throws -> Void
  ) async throws {
    let panel = try await ScriptedServer(script)
    let restrictions = restrictions(panel.port)
    let server = try await onAThread { try SSHServer(restrictions: restrictions) }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      try await body(server, panel, group)
    } catch {
      Issue.record("\(error): \(server.log)")
    }
    try await onAThread { server.stop() }
    try await group.shutdownGracefully()
    await panel.stop()
  }

  private func gateway(_ server: SSHServer) -> Gateway { Gateway(host: "127.0.0.1", port: server.port) }

  private func fetcher(
    _ server: SSHServer, _ tunnels: Tunnels, port: Int, on group: MultiThreadedEventLoopGroup,
    gateway: Gateway? = nil, keepsSpare: Bool = false
  ) -> Fetcher {
    let gateway = gateway ?? self.gateway(server)
    return Fetcher(
      Place(.network(host: "127.0.0.1", port: port), gateway: gateway), on: group.next(),
      tunnel: tunnels.tunnel(through: gateway), keepsSpare: keepsSpare)
  }

  private func fetch(_ fetcher: Fetcher) async -> Result<Response, ScrapeFailure> {
    await fetcher.fetch("/metrics", within: .ample, keepsConnection: true).result
  }

  private func tunnels(_ server: SSHServer, as name: String = "user") -> Tunnels {
    Tunnels(SSHCommand(words: server.ssh(as: name)))
  }

  @Test("two targets behind one gateway share one ssh, and closing leaves neither process nor folder")
  func shared() async throws {
    try await withServers { server, panel, group in
      let other = try await ScriptedServer { _, _ in [Answers.http(body: "other 1\n")] }
      let tunnels = tunnels(server)
      let one = fetcher(server, tunnels, port: panel.port, on: group)
      let two = fetcher(server, tunnels, port: other.port, on: group)
      #expect(server.clients.isEmpty, "nothing is started before somebody asks")
      async let first = fetch(one)
      async let second = fetch(two)
      let bodies = [try await first.get().body, try await second.get().body]
      #expect(bodies == [Array("# TYPE up gauge\nup 1\n".utf8), Array("other 1\n".utf8)])
      #expect(panel.requests.first?.headers["host"] == "127.0.0.1:\(panel.port)")
      #expect(server.clients.count == 1)
      #expect(tunnels.folder.map { access($0, F_OK) } == 0)
      let folder = tunnels.folder ?? ""
      await one.close()
      await two.close()
      await tunnels.close()
      #expect(server.clients.isEmpty)
      #expect(access(folder, F_OK) != 0)
      await other.stop()
    }
  }

  @Test("a target that joins later gets through too, and the last that leaves ends ssh")
  func comingAndGoing() async throws {
    try await withServers { server, panel, group in
      let other = try await ScriptedServer { _, _ in [Answers.http(body: "other 1\n")] }
      let tunnels = tunnels(server)
      let one = fetcher(server, tunnels, port: panel.port, on: group)
      _ = try await fetch(one).get()
      let two = fetcher(server, tunnels, port: other.port, on: group)
      let body = try await fetch(two).get().body
      #expect(body == Array("other 1\n".utf8))
      let status = try await fetch(one).get().status
      #expect(status == 200)
      await one.close()
      await two.close()
      let isLeft = try await onAThread { server.isLeft() }
      #expect(isLeft)
      await tunnels.close()
      await other.stop()
    }
  }

  @Test("what ssh says is the reason")
  func reasons() async throws {
    try await withServers { server, panel, group in
      let strangers = tunnels(server, as: "stranger")
      let shut = fetcher(server, strangers, port: panel.port, on: group)
      let result = await fetch(shut)
      #expect(
        result.words.hasPrefix("ssh: ") && result.words.hasSuffix("Permission denied (publickey)"),
        "\(result)")
      // Asked again at once, it answers without knocking again.
      let attempts = server.log.split(separator: "\n").count
      #expect(await fetch(shut).words == result.words)
      #expect(server.log.split(separator: "\n").count == attempts)
      await strangers.close()

      let tunnels = tunnels(server)
      let unknown = fetcher(
        server, tunnels, port: panel.port, on: group, gateway: Gateway(host: "localhost", port: server.port))
      #expect(await fetch(unknown).words == "ssh: unknown or changed host key; log in once by hand")
      let closed = fetcher(
        server, tunnels, port: panel.port, on: group, gateway: Gateway(host: "127.0.0.1", port: 1))
      #expect(await fetch(closed).words == "ssh: connect to host 127.0.0.1 port 1: Connection refused")
      await tunnels.close()

      let absent = Tunnels(SSHCommand(words: ["mptop-no-such-program"]))
      let without = fetcher(server, absent, port: panel.port, on: group)
      #expect(await fetch(without).words == "mptop-no-such-program cannot be run: is it installed?")
      await absent.close()
      #expect(panel.requests.isEmpty)
    }
  }

  @Test("a port that is closed behind the gateway is refused, and one that opens later is found")
  func refusedFarAway() async throws {
    try await withServers { server, panel, group in
      try await panel.stopListening()
      let tunnels = tunnels(server)
      let fetcher = fetcher(server, tunnels, port: panel.port, on: group)
      #expect(await fetch(fetcher).words == "connection refused")
      #expect(server.clients.count == 1, "ssh stays")
      await tunnels.close()
    }
  }

  @Test("a folder of sockets that is tidied away is made again, and is not taken for one that was left")
  func tidiedAway() async throws {
    try await withServers { server, panel, group in
      let tunnels = tunnels(server)
      let fetcher = fetcher(server, tunnels, port: panel.port, on: group)
      func ask() async -> Result<Response, ScrapeFailure> {
        await fetcher.fetch("/metrics", within: .ample, keepsConnection: false).result
      }
      _ = try await ask().get()
      let folder = try #require(tunnels.folder)
      func tidy() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
          unlink("\(folder)/\(name)")
        }
        rmdir(folder)
      }
      tidy()
      #expect(try await ask().get().status == 200)
      // Another mptop clears away what nobody holds.
      _ = TunnelFolder().map { $0.remove() }
      #expect(access(folder, F_OK) == 0)
      tidy()
      try #require(mkdir(folder, 0o700) == 0)
      guard case .failure(.unreachable(let words)) = await ask() else {
        Issue.record("a folder of somebody else is believed")
        return
      }
      #expect(words.hasPrefix("no folder for the sockets of ssh"), "\(words)")
      rmdir(folder)
      await fetcher.hasten()
      #expect(try await ask().get().status == 200)
      await fetcher.close()
      await tunnels.close()
      #expect(access(folder, F_OK) != 0)
    }
  }

  @Test("a connection that breaks is made again")
  func broken() async throws {
    try await withServers { server, panel, group in
      let tunnels = tunnels(server)
      let fetcher = fetcher(server, tunnels, port: panel.port, on: group)
      _ = try await fetch(fetcher).get()
      server.breakConnections()
      let isLeft = try await onAThread { server.isLeft() }
      #expect(isLeft)
      // Who asks into the very moment of the break is told so, once.
      var answer = await fetch(fetcher)
      for _ in 0..<3 where (try? answer.get()) == nil {
        await fetcher.hasten()
        answer = await fetch(fetcher)
      }
      let status = try answer.get().status
      #expect(status == 200)
      await tunnels.close()
    }
  }

  @Test("mPanel says through the tunnel too that it is shutting down")
  func draining() async throws {
    try await withServers(script: { place, _ in
      place == 0 ? [Answers.http()] : place == 1 ? [.close] : [Answers.drain]
    }) {
      server, panel, group in
      let tunnels = tunnels(server)
      let fetcher = fetcher(server, tunnels, port: panel.port, on: group, keepsSpare: true)
      _ = try await fetch(fetcher).get()
      while await !fetcher.hasSpare || panel.connections < 2 { await Task.yield() }
      try await panel.stopListening()
      let status = try await fetch(fetcher).get().status
      #expect(status == 503)
      await tunnels.close()
    }
  }

  @Test("a key that may do nothing but this is enough")
  func restricted() async throws {
    try await withServers(
      restrictions: { #"restrict,port-forwarding,permitopen="127.0.0.1:\#($0)",command="cat""# }
    ) { server, panel, group in
      let tunnels = tunnels(server)
      let status = try await fetch(fetcher(server, tunnels, port: panel.port, on: group)).get().status
      #expect(status == 200)
      let other = await fetch(fetcher(server, tunnels, port: 1, on: group))
      #expect(other.words == "behind ssh: administratively prohibited: open failed", "\(other)")
      await tunnels.close()
    }
  }

  @Test(
    "TLS inside of ssh: the certificate is checked by the name of the URL, or by the one that is given",
    .enabled(if: Certificates.isPresent, "\(Certificates.absence)"))
  func secured() async throws {
    let certificates = try await onAThread {
      let certificates = try Certificates()
      try certificates.make("panel", for: "DNS:localhost")
      return certificates
    }
    defer { certificates.remove() }
    let chain = try NIOSSLCertificate.fromPEMFile(certificates.file("panel"))
    let security = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: certificates.key("panel"), format: .pem))))
    let panel = try await ScriptedServer(security: security) { _, _ in [Answers.http()] }
    let server = try await onAThread { try SSHServer() }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let tunnels = tunnels(server)
    func ask(_ far: String, _ change: (inout Access) -> Void = { _ in }) async throws -> Result<
      Response, ScrapeFailure
    > {
      var access = Access()
      access.trust = .authority(file: certificates.file("authority"))
      change(&access)
      let word = "ssh://127.0.0.1:\(server.port)/https://\(far):\(panel.port)"
      let place = try #require(try TargetAddress.places(word).first?.place)
      let gateway = try #require(place.gateway)
      let fetcher = Fetcher(
        place, on: group.next(), encryption: Encryption(access.trust),
        tunnel: tunnels.tunnel(through: gateway),
        access: access)
      let answer = await fetch(fetcher)
      await fetcher.close()
      return answer
    }
    #expect(try await ask("localhost").get().status == 200)
    #expect(panel.requests.last?.headers["host"] == "localhost:\(panel.port)")
    #expect(
      try await ask("127.0.0.1").words
        == "TLS: behind ssh a certificate is checked by a name: give --server-name")
    #expect(try await ask("127.0.0.1") { $0.serverName = "localhost" }.get().status == 200)
    #expect(
      try await ask("localhost") { $0.serverName = "other" }.words
        == "TLS: the certificate is for localhost, not for other")
    #expect(
      try await ask("localhost") { $0.trust = .authority(file: certificates.file("stranger")) }.words
        == "TLS: the certificate is not from an authority that is trusted here")
    #expect(try await ask("127.0.0.1") { $0.trust = .anyone }.get().status == 200)
    await tunnels.close()
    try await onAThread { server.stop() }
    try await group.shutdownGracefully()
    await panel.stop()
  }

  @Test("nothing in a gateway can be taken for an option of ssh")
  func options() {
    let command = SSHCommand(words: ["ssh"])
    let arguments = command.arguments(
      to: Gateway(user: "-oX=y", host: "-oProxyCommand=z", port: 22), forwards: [])
    let end = arguments.firstIndex(of: "--")
    #expect(arguments.suffix(3) == ["--", "-oProxyCommand=z", "cat"])
    #expect(end == arguments.count - 3)
    #expect(arguments.contains("BatchMode=yes"))
    #expect(arguments.firstIndex(of: "-oX=y").map { arguments[$0 - 1] } == "-l")
  }
}

extension Result<Response, ScrapeFailure> {
  /// The failure in words; empty for an answer.
  fileprivate var words: String {
    guard case .failure(let failure) = self else { return "" }
    return failure.words
  }
}
