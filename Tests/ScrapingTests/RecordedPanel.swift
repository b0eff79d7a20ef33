import SharedCases
import Synchronization

/// A pretend mPanel that serves recordings of a real one: the pages in turn, the last one again and again.
final class RecordedPanel: Sendable {
  let server: ScriptedServer

  /// Names are those of recordings, such as `c/series/scrape_00`; nil for an endpoint answers 404.
  init(
    pages: [String], at path: String = "/metrics", health: String?, ready: String?
  ) async throws {
    let pages = pages.compactMap(RecordedPanel.answer)
    let others = ["/api/health": health, "/api/ready": ready].compactMapValues {
      $0.flatMap(RecordedPanel.answer)
    }
    let served = Counter()
    server = try await ScriptedServer { _, request in
      if request.path == path { return [pages[min(served.next(), pages.count - 1)]] }
      return [others[request.path] ?? Answers.json("404 Not Found", [], #"{"error":"Route not found"}"#)]
    }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
      count.withLock { count in
        defer { count += 1 }
        return count
      }
    }
  }

  /// The body of a recording.
  static func body(_ name: String) -> [UInt8]? {
    guard let bytes = SharedFolder.bytes("contract/recordings/\(name).http"),
      let mark = bytes.firstRange(of: Array("\r\n\r\n".utf8))
    else { return nil }
    return Array(bytes[mark.upperBound...])
  }

  /// A recording as an answer on a connection that stays open. Recordings hold the body without its chunks.
  private static func answer(_ name: String) -> ScriptedServer.Act? {
    guard let bytes = SharedFolder.bytes("contract/recordings/\(name).http"),
      let mark = bytes.firstRange(of: Array("\r\n\r\n".utf8))
    else { return nil }
    let lines = String(decoding: bytes[..<mark.lowerBound], as: UTF8.self).split(separator: "\r\n").map(
      String.init)
    let framing = ["transfer-encoding:", "content-length:", "connection:", "date:", "content-encoding:"]
    let headers = lines.dropFirst().filter { line in !framing.contains { line.lowercased().hasPrefix($0) } }
    let status = lines.first?.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "500 No Recording"
    return Answers.http(status, Array(headers), bytes: Array(bytes[mark.upperBound...]))
  }
}
