import MPanel
import NIOPosix
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
    for question in questions { asked.append(await client.query(question, within: .seconds(30))) }
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
    #expect(requests[1].body == "query=\(PromQLText.percentEncoded(Self.long))")
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
}
