import Foundation
import Glibc
import MPanel
import Testing

@testable import Scraping

@Suite struct CredentialsTests {
  private static let canary = "canary-9f8e7d6c5b4a"

  /// A file that holds `text`, for as long as `body` runs.
  private func withFile(_ text: String, mode: mode_t = 0o600, _ body: (String) async throws -> Void)
    async throws
  {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("mptop-\(UUID().uuidString)")
      .path
    try write(text, to: path, mode: mode)
    defer { unlink(path) }
    try await body(path)
  }

  private func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
    // Another file each time, as tools that replace secrets make one.
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    #expect(chmod(path, mode) == 0)
  }

  private func reports(
    of server: ScriptedServer, host: String = "127.0.0.1", base: String = "",
    _ change: (inout Access) -> Void
  ) async -> [Report] {
    var access = Access()
    change(&access)
    let target = ScrapeTarget(
      target: Target(id: 0, name: "x", address: "x"),
      place: Place(.network(host: host, port: server.port), base: base), access: access)
    return await Once.reports(of: [target], span: .zero, probes: [.ready], patience: .ample)
  }

  private func withServer(
    _ script: @escaping ScriptedServer.Script = { _, _ in [Answers.http()] },
    _ body: (ScriptedServer) async throws -> Void
  ) async throws {
    let server = try await ScriptedServer(script)
    try await body(server)
    await server.stop()
  }

  @Test("a token goes with every request, without the line break at the end of its file")
  func token() async throws {
    try await withFile("\(Self.canary)\n") { path in
      try await withServer { server in
        let reports = await reports(of: server) { $0.credential = .bearer(.file(path: path)) }
        #expect(reports.filter(\.isMetrics).allSatisfy { $0.failure == nil && $0.exchange.cautions.isEmpty })
        #expect(server.requests.count == 3)
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.canary)" })
      }
    }
  }

  @Test(
    "a user and a password are packed as RFC 7617 has it",
    arguments: [
      ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("test", "123£", "dGVzdDoxMjPCow=="),
      ("a", "b", "YTpi"),
    ])
  func password(user: String, password: String, packed: String) async throws {
    try await withServer { server in
      _ = await reports(of: server) {
        $0.credential = .basic(user: user, password: .inline(Secret(password)))
      }
      #expect(server.requests.first?.headers["authorization"] == "Basic \(packed)")
    }
  }

  @Test("where there is no secret nothing is asked, and the reason is AUTH's")
  func absent() async throws {
    try await withServer { server in
      let none = await reports(of: server) { $0.credential = .bearer(.file(path: "/nowhere/token")) }
      #expect(none.first?.failure == .noCredential("/nowhere/token: no such file"))
      let unset = await reports(of: server) { $0.credential = .bearer(.environment(name: "MPTOP_NOT_SET")) }
      #expect(unset.first?.failure == .noCredential("$MPTOP_NOT_SET is not set"))
      #expect(server.requests.isEmpty)
    }
  }

  @Test(
    "a file that others could have written, or that is no secret, is refused without its content",
    arguments: [
      ("\(canary)\n", mode_t(0o622), "can be written by others: chmod go-w"), ("", 0o600, "is empty"),
      ("\n", 0o600, "is empty"), ("\(canary)\nX-Evil: 1\n", 0o600, "holds more than one line, or no text"),
      (String(repeating: "x", count: 20_000), 0o600, "is too large for a secret"),
    ])
  func refused(text: String, mode: mode_t, reason: String) async throws {
    try await withFile(text, mode: mode) { path in
      try await withServer { server in
        let reports = await reports(of: server) { $0.credential = .bearer(.file(path: path)) }
        #expect(reports.first?.failure == .noCredential("\(path) \(reason)"))
        #expect(server.requests.isEmpty)
      }
    }
  }

  @Test("what is less safe than it should be comes with every answer")
  func cautions() async throws {
    try await withFile(Self.canary, mode: 0o644) { path in
      try await withServer { server in
        let open = await reports(of: server) { $0.credential = .bearer(.file(path: path)) }
        #expect(open.first?.exchange.cautions == [.readableSecret(path: path)])
      }
    }
    #expect(Place(.network(host: "127.0.0.1", port: 80)).isPrivate)
    #expect(Place(.file(path: "/run/x.sock")).isPrivate)
    #expect(Place(.network(host: "web", port: 443), isEncrypted: true).isPrivate)
    #expect(Place(.network(host: "10.0.0.1", port: 80), gateway: Gateway(host: "web")).isPrivate)
    #expect(!Place(.network(host: "web", port: 80)).isPrivate)
    #expect(!Place(.network(host: "127.0.0.1.example", port: 80)).isPrivate)
  }

  @Test("a secret that was replaced is sent from the next request on")
  func replaced() async throws {
    try await withFile("first-secret") { path in
      try await withServer({ place, _ in
        if place == 0 { try? self.write("second-secret", to: path) }
        return [Answers.http()]
      }) { server in
        _ = await reports(of: server) { $0.credential = .bearer(.file(path: path)) }
        #expect(
          server.requests.map { $0.headers["authorization"] ?? "" } == [
            "Bearer first-secret", "Bearer second-secret", "Bearer second-secret",
          ])
      }
    }
  }

  @Test("a secret that is refused is read again, and asked with once more only if it is another one")
  func refusedByTheServer() async throws {
    try await withFile("first-secret") { path in
      try await withServer({ _, request in
        guard request.headers["authorization"] == "Bearer second-secret" else {
          try? self.write("second-secret", to: path)
          return [Answers.http("401 Unauthorized", [], body: "no")]
        }
        return [Answers.http()]
      }) { server in
        let reports = await reports(of: server) { $0.credential = .bearer(.file(path: path)) }
        #expect(reports.first?.failure == nil)
        #expect(server.requests.count == 4)
      }
      try await withServer({ _, _ in [Answers.http("401 Unauthorized", [], body: "no")] }) { server in
        let reports = await reports(of: server) { $0.credential = .bearer(.file(path: path)) }
        #expect(reports.first?.failure == .unauthorised(status: 401, refused: "token"))
        #expect(reports.first?.failure?.words == "401: our token is not accepted")
        #expect(server.requests.count == 3)
      }
    }
  }

  @Test("a secret that cannot have changed is not sent a second time")
  func refusedFromElsewhere() async throws {
    setenv("MPTOP_TEST_TOKEN", Self.canary, 1)
    defer { unsetenv("MPTOP_TEST_TOKEN") }
    for source in [SecretSource.inline(Secret(Self.canary)), .environment(name: "MPTOP_TEST_TOKEN")] {
      try await withServer({ _, _ in [Answers.http("401 Unauthorized", [], body: "no")] }) { server in
        let reports = await reports(of: server) { $0.credential = .bearer(source) }
        #expect(reports.first?.failure == .unauthorised(status: 401, refused: "token"))
        #expect(server.requests.count == 3)
      }
    }
  }

  @Test(
    "a secret is taken out wherever it stands and however often, even one that looks like what stands for it",
    .timeLimit(.minutes(1)))
  func hidden() {
    for secret in [Self.canary, "<secret>", "><secret"] {
      let authorization = Authorization(bearer: secret)
      var response = Response(
        status: 500, headers: [("X", "\(secret), \(secret); \(secret)")],
        body: Array("a\(secret)b\(secret)\(secret)c".utf8), wireBytes: 0)
      authorization.hide(in: &response)
      #expect(response.headers[0].value == "<secret>, <secret>; <secret>")
      #expect(String(decoding: response.body, as: UTF8.self) == "a<secret>b<secret><secret>c")
      var failure = ScrapeFailure.redirected(to: "http://x/?\(secret)")
      authorization.hide(in: &failure)
      #expect(failure == .redirected(to: "http://x/?<secret>"))
    }
    // A page of nothing else takes no longer than another.
    let authorization = Authorization(bearer: "aaaaaaaa")
    var large = Response(
      status: 200, headers: [], body: [UInt8](repeating: UInt8(ascii: "a"), count: 4 << 20), wireBytes: 0)
    authorization.hide(in: &large)
    #expect(large.body.count == 4 << 20)
  }

  @Test("a redirect that is refused does not show the secret that it repeats")
  func redirected() async throws {
    let canary = Self.canary
    try await withServer({ _, _ in [Answers.http("302 Found", ["Location: ftp://x/?t=\(canary)"], body: "")] }
    ) {
      server in
      let reports = await reports(of: server) {
        $0.credential = .bearer(.inline(Secret(canary)))
        $0.followsRedirects = true
      }
      #expect(reports.first?.failure?.words == "redirected to ftp://x/?t=<secret>, which is no web address")
      #expect(!"\(reports)".contains(canary))
    }
  }

  @Test("an answer that repeats the secret does not bring it to the screen")
  func repeated() async throws {
    let canary = Self.canary
    for body in ["you sent \(canary)", "{\"error\":\"\(canary)\"}", "<title>\(canary)</title>"] {
      try await withServer({ _, request in
        [
          Answers.http(
            "500 Oops", ["Location: /\(canary)"], body: body + (request.headers["authorization"] ?? ""))
        ]
      }) { server in
        let token = await reports(of: server) { $0.credential = .bearer(.inline(Secret(canary))) }
        let login = await reports(of: server) {
          $0.credential = .basic(user: "me", password: .inline(Secret(canary)))
        }
        for report in token + login {
          #expect(report.failure?.words.contains("<secret>") == true)
          #expect(!"\(report)".contains(canary))
        }
      }
    }
  }

  @Test("a secret has no text in any description")
  func descriptions() {
    var access = Access()
    access.credential = .basic(user: "me", password: .inline(Secret(Self.canary)))
    var dumped = ""
    dump(access, to: &dumped)
    for text in ["\(access)", String(reflecting: access), dumped] { #expect(!text.contains(Self.canary)) }
  }

  @Test("metrics elsewhere, with a query, are asked for there; probes are not")
  func elsewhere() async throws {
    try await withServer { server in
      _ = await reports(of: server, base: "/ops") {
        $0.metricsPath = "/internal/prom"
        $0.query = "module=mpanel"
      }
      #expect(
        Set(server.requests.map(\.path)) == ["/ops/internal/prom?module=mpanel", "/ops/api/ready"])
    }
  }

  @Test("variables of the environment that name a proxy are ignored")
  func proxies() async throws {
    try await withServer({ _, _ in [Answers.http("500 Proxy", [], body: "")] }) { proxy in
      for name in ["http_proxy", "HTTP_PROXY", "all_proxy"] {
        setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
      }
      defer { for name in ["http_proxy", "HTTP_PROXY", "all_proxy"] { unsetenv(name) } }
      try await withServer { server in
        let reports = await reports(of: server) { _ in }
        #expect(reports.filter(\.isMetrics).allSatisfy { $0.failure == nil })
      }
      #expect(proxy.requests.isEmpty)
    }
  }
}
