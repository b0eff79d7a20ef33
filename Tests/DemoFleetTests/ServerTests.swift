import Glibc
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import DemoFleet

/// A pretend panel over real sockets, its clock in the test's hand.
@Suite("Pretend mPanels over HTTP")
struct ServerTests {
  /// A server and the loop on which everything of it happens.
  private final class Served: Sendable {
    let server: PanelServer
    let loop: any EventLoop
    private let box = LogBox()
    private final class LogBox: Sendable { let lines = Mutex<[String]>([]) }
    var log: [String] { box.lines.withLock { $0 } }

    init(_ build: Build = .documented, scenario: Scenario = .calm) throws {
      loop = MultiThreadedEventLoopGroup.singleton.next()
      let panel = PretendPanel(
        name: "alpha", build: build, scenario: scenario, seed: 1, worldStart: 1_763_393_000, upSeconds: 3600)
      let box = box
      server = PanelServer(panel: panel, port: 0, loop: loop) { line in box.lines.withLock { $0.append(line) }
      }
      try server.listen().wait()
    }

    func onLoop<Value: Sendable>(_ work: @escaping @Sendable (PanelServer) -> Value) async throws -> Value {
      let server = server
      return try await loop.submit { work(server) }.get()
    }

    func pass(_ seconds: Double) async throws { try await onLoop { $0.tick(seconds) } }
  }

  /// A blocking client on one connection.
  private struct Client {
    let socket: Int32

    init?(port: Int) {
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var patience = timeval(tv_sec: 600, tv_usec: 0)
      setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
      let result = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard result == 0 else {
        close(socket)
        return nil
      }
    }

    /// Asks for a path and reads until the answer is whole: its head, and the body by length or chunks.
    func get(_ path: String, _ headers: String...) -> String { get(path, headers) }

    private func get(_ path: String, _ headers: [String]) -> String {
      let lines = ["GET \(path) HTTP/1.1", "Host: x"] + headers
      let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
      send(socket, request, request.count, Int32(MSG_NOSIGNAL))
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
        bytes += buffer[..<count]
        if Client.isWhole(bytes) { break }
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    /// One request on a connection of its own: what waited too long on a busy machine finds a kept one closed.
    static func get(_ path: String, port: Int, _ headers: String...) throws -> String {
      let client = try #require(Client(port: port))
      defer { client.closeNow() }
      return client.get(path, headers + ["Connection: close"])
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
      let head = text[..<end.lowerBound].lowercased()
      if head.contains("transfer-encoding: chunked") { return text.hasSuffix("\r\n0\r\n\r\n") }
      guard let mark = head.firstRange(of: "content-length: ") else { return true }
      let length = Int(head[mark.upperBound...].prefix { $0.isNumber }) ?? 0
      return text[end.upperBound...].utf8.count >= length
    }

    func closeNow() { close(socket) }
  }

  private func value(_ name: String, in answer: String) -> String? {
    answer.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
      .map { String($0.dropFirst(name.count + 2)) }
  }

  @Test("an answer echoes the request's ID and the log line has its duration")
  func requestIDs() async throws {
    let served = try Served()
    let port = served.server.port
    #expect(
      value("X-Request-ID", in: try Client.get("/metrics", port: port, "X-Request-ID: seven")) == "seven")
    #expect(value("X-Request-ID", in: try Client.get("/metrics", port: port))?.count == 36)
    // The line is written after the answer, on the loop.
    try await served.pass(0)
    #expect(
      served.log.contains {
        $0.hasPrefix("info alpha: GET /metrics 200 ") && $0.hasSuffix(" ms requestId=seven")
      })
  }

  @Test("below /api the limiter counts and tells; the 101st request is turned away; metrics are not counted")
  func limiter() async throws {
    let served = try Served()
    let client = try #require(Client(port: served.server.port))
    defer { client.closeNow() }
    #expect(value("X-RateLimit-Limit", in: client.get("/metrics")) == nil)
    #expect(value("X-RateLimit-Remaining", in: client.get("/api/health")) == "99")
    for _ in 0..<99 { _ = client.get("/api/live") }
    let answer = client.get("/api/health")
    #expect(answer.hasPrefix("HTTP/1.1 429"))
    #expect(Int(value("Retry-After", in: answer) ?? "") == 900)
    #expect(client.get("/metrics").hasPrefix("HTTP/1.1 200"))
  }

  @Test("metrics are compressed for who takes gzip")
  func gzip() throws {
    let served = try Served()
    let client = try #require(Client(port: served.server.port))
    defer { client.closeNow() }
    #expect(value("Content-Encoding", in: client.get("/metrics")) == nil)
    let packed = try Client.get("/metrics", port: served.server.port, "Accept-Encoding: gzip")
    #expect(value("Content-Encoding", in: packed) == "gzip")
  }

  @Test("a shutdown answers 503 and close on open connections for 5 s, refuses new ones, cleans up, and ends")
  func shutdown() async throws {
    let served = try Served()
    let port = served.server.port
    // A connection that has not asked yet outlives the beginning of a shutdown.
    let early = try #require(Client(port: port))
    defer { early.closeNow() }
    // The server knows of the connection once another one was answered.
    _ = try #require(Client(port: port)).get("/metrics", "Connection: close")
    try await served.onLoop { $0.shutDown() }
    #expect(Client(port: port) == nil)
    let answer = early.get("/metrics")
    #expect(answer.hasPrefix("HTTP/1.1 503"))
    #expect(value("Connection", in: answer) == "close")
    #expect(answer.hasSuffix(#"{"error":"Server is shutting down","retry_after":30}"#))
    try await served.pass(4.9)
    #expect(try await served.onLoop { $0.phase } == .draining(since: 0))
    try await served.pass(0.2)
    try await served.pass(25)
    #expect(try await served.onLoop { $0.phase } == .down(until: nil))
    let log = served.log
    #expect(
      log.contains("info alpha: cleaned up database pool") && log.contains("info alpha: cleaned up queues"))
    #expect(log.last == "info alpha: process ended")
  }

  @Test("a scripted restart comes back on the same port as a new process")
  func restart() async throws {
    let served = try Served()
    let port = served.server.port
    let before = try await served.onLoop { $0.startOfProcess }
    try await served.onLoop { $0.shutDown(thenComeBack: true) }
    for _ in 0..<50 { try await served.pass(1) }
    // Listening again takes a turn of the loop.
    for _ in 0..<100 where try await served.onLoop({ $0.phase }) != .serving { try await served.pass(0.01) }
    #expect(try Client.get("/metrics", port: port).hasPrefix("HTTP/1.1 200"))
    #expect(try await served.onLoop { $0.startOfProcess } > before)
  }

  @Test("readiness says 503 with a reason while the database is down, and health says healthy all the same")
  func ready() async throws {
    let served = try Served(scenario: .outage)
    let port = served.server.port
    #expect(try Client.get("/api/ready", port: port).hasPrefix("HTTP/1.1 200"))
    try await served.pass(6)
    let answer = try Client.get("/api/ready", port: port)
    #expect(answer.hasPrefix("HTTP/1.1 503"))
    #expect(answer.hasSuffix(#""error":"connect ECONNREFUSED 127.0.0.1:5432"}"#))
    #expect(try Client.get("/api/health", port: port).contains(#""status":"healthy""#))
  }

  @Test("a legacy build has its metrics below /api and no readiness")
  func legacy() throws {
    let port = try Served(.legacy).server.port
    #expect(try Client.get("/metrics", port: port).hasPrefix("HTTP/1.1 404"))
    #expect(try Client.get("/api/metrics", port: port).hasPrefix("HTTP/1.1 200"))
    #expect(try Client.get("/api/ready", port: port).hasPrefix("HTTP/1.1 404"))
  }
}
