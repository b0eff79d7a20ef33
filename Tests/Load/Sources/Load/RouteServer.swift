import CLoad
import Glibc

/// Serves one pretend mPanel, a thread a connection: a page may take a while to make, and the terminal must not wait.
final class RouteServer: @unchecked Sendable {
  private var page: RoutePage
  private var count = 0
  private var lock = pthread_mutex_t()
  private let listener: CInt

  init(_ options: RouteOptions) throws(Options.Complaint) {
    page = RoutePage(options)
    pthread_mutex_init(&lock, nil)
    listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var yes: CInt = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(options.port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard bound == 0, listen(listener, 16) == 0 else {
      throw Options.Complaint(words: "port \(options.port) is taken; choose another with --port")
    }
  }

  /// How many pages were asked for.
  var scrapes: Int { locked { count } }

  /// Takes connections until the process ends.
  func serve() {
    while true {
      let file = accept(listener, nil, nil)
      guard file >= 0 else { return }
      _ = Worker { self.answer(file) }
    }
  }

  private func answer(_ file: CInt) {
    var input: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let length = read(file, &buffer, buffer.count)
      guard length > 0 else { break }
      input += buffer.prefix(length)
      guard input.suffix(4) == [13, 10, 13, 10] else { continue }
      let isMetrics = input.starts(with: "GET /metrics ".utf8)
      input = []
      let body = isMetrics ? scraped() : Array(#"{"status":"ready","version":"v1"}"#.utf8)
      let type = isMetrics ? "text/plain; version=0.0.4" : "application/json"
      let head = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n"
      send(Array(head.utf8) + body, file)
    }
    close(file)
  }

  private func send(_ bytes: [UInt8], _ file: CInt) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(file, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  private func scraped() -> [UInt8] {
    locked {
      count += 1
      return page.scraped()
    }
  }

  private func locked<Value>(_ work: () -> Value) -> Value {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    return work()
  }
}
