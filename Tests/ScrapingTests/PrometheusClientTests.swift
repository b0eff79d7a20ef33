import Foundation
import MPanel
import NIOPosix
import NIOSSL
import OtherPrograms
import Testing

@testable import Scraping

@Suite("Asking a Prometheus server")
struct PrometheusClientTests {
  private static let nothing = #"{"status":"success","data":{"resultType":"vector","result":[]}}"#
  private static let long = "up{instance=~\"\(String(repeating: "a host & more|", count: 400))\"}"

  /// What comes of questions to a server of that script.
  private func ask(_ questions: [String], base: String = "", _ script: @escaping ScriptedServer.Script)
    async throws -> (asked: [PrometheusClient.Asked], requests: [ScriptedServer.Request])
  {
    let server = try await ScriptedServer(script)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let known = try PrometheusServer(word: "http://127.0.0.1:\(server.port)\(base)")
    let client = PrometheusClient(known, on: group.next(), userAgent: "mptop/0")
    var asked: [PrometheusClient.Asked] = []
    for question in questions { asked.append(await client.query(question, within: .ample)) }
    await client.close()
    try await group.shutdownGracefully()
    await server.stop()
    return (asked, server.requests)
  }

  private func isAnswered(_ asked: PrometheusClient.Asked) -> Bool {
    if case .success = asked.result { true } else { false }
  }

  @Test("a short question is an address, one past 4,000 bytes is posted as a form that says the same")
  func forms() async throws {
    let (asked, requests) = try await ask(["up", Self.long, "up"], base: "/prometheus") { _, _ in
      [Answers.json("200 OK", [], Self.nothing)]
    }
    #expect(asked.allSatisfy(isAnswered))
    #expect(requests.map(\.method) == ["GET", "POST", "GET"])
    #expect(requests[0].path == "/prometheus/api/v1/query?query=up")
    #expect(requests[1].path == "/prometheus/api/v1/query")
    #expect(requests[1].headers["content-type"] == "application/x-www-form-urlencoded")
    #expect(requests[1].body == "query=\(FormText.encoded(Self.long))")
    #expect(requests.allSatisfy { $0.path.utf8.count <= PrometheusClient.longestAddress })
    #expect(requests.allSatisfy { $0.connection == 0 }, "all on one connection")
  }

  @Test("a server that takes no form is asked by address, and not with a form again")
  func refusesForms() async throws {
    let (asked, requests) = try await ask([Self.long, Self.long]) { _, request in
      request.method == "POST"
        ? [Answers.http("405 Method Not Allowed", [], body: "no")]
        : [Answers.json("200 OK", [], Self.nothing)]
    }
    #expect(asked.allSatisfy(isAnswered))
    #expect(requests.map(\.method) == ["POST", "GET", "GET"])
  }

  /// What comes of one question to a server behind TLS that asks for a certificate of ours.
  private func askSecured(
    _ certificates: Certificates, _ change: (inout Access) -> Void, _ script: @escaping ScriptedServer.Script
  ) async throws -> (asked: PrometheusClient.Asked, questions: [Exchange]) {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(certificates.file("mon")).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: certificates.key("mon"), format: .pem)))
    configuration.certificateVerification = .noHostnameVerification
    configuration.trustRoots = .file(certificates.file("authority"))
    let server = try await ScriptedServer(security: try NIOSSLContext(configuration: configuration), script)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var known = try PrometheusServer(word: "https://127.0.0.1:\(server.port)")
    change(&known.access)
    let client = PrometheusClient(known, on: group.next(), userAgent: "mptop/0")
    await client.keepQuestions(.system)
    let asked = await client.query("up", within: .ample)
    let questions = client.questions
    await client.close()
    try await group.shutdownGracefully()
    await server.stop()
    return (asked, questions)
  }

  @Test(
    "the server's authority, our certificate and a token that was replaced all go by its own access",
    .enabled(if: Certificates.isPresent, "\(Certificates.absence)"))
  func access() async throws {
    let certificates = try await onAThread {
      let certificates = try Certificates()
      try certificates.make("mon", for: "IP:127.0.0.1")
      try certificates.make("client", for: "DNS:me")
      return certificates
    }
    defer { certificates.remove() }
    let token = "\(certificates.folder)/token"
    @Sendable func write(_ text: String) throws {
      try Data("\(text)\n".utf8).write(to: URL(fileURLWithPath: token), options: .atomic)
      #expect(chmod(token, 0o600) == 0)
    }
    try write("first-canary")
    func all(_ access: inout Access) {
      access.trust = .authority(file: certificates.file("authority"))
      access.clientCertificate = Access.ClientCertificate(
        certificateFile: certificates.file("client"), keyFile: certificates.key("client"))
      access.credential = .bearer(.file(path: token))
    }
    let (asked, questions) = try await askSecured(certificates, all) { _, request in
      guard request.headers["authorization"] == "Bearer second-canary" else {
        try? write("second-canary")
        return [Answers.json("401 Unauthorized", [], "{}")]
      }
      return [Answers.json("200 OK", [], Self.nothing)]
    }
    #expect(isAnswered(asked), "\(asked)")
    #expect(questions.map(\.status) == [401, 200])
    #expect(questions.last?.secureLine?.certificate?.subject == "CN=mon")
    let unknown = try await askSecured(
      certificates, { $0.trust = .authority(file: certificates.file("stranger")) }
    ) {
      _, _ in []
    }
    let unshown = try await askSecured(
      certificates, { $0.trust = .authority(file: certificates.file("authority")) }
    ) { _, _ in [Answers.json("200 OK", [], Self.nothing)] }
    for (asked, words) in [
      (unknown.asked, "not from an authority"), (unshown.asked, "a certificate of ours"),
    ] {
      guard case .failure(let failure) = asked.result else {
        Issue.record("\(asked)")
        continue
      }
      #expect(failure.words.firstRange(of: words) != nil, "\(failure.words)")
    }
    #expect(unknown.questions.last?.secureLine?.fault == .unknownAuthority)
  }
}
