import CLoad
import Glibc

/// Serves all pretend targets from one thread: `http://127.0.0.1:PORT/NUMBER/metrics`, the ports taken in turn.
final class PretendServer {
  private struct Client {
    var input: [UInt8] = []
    var output: [UInt8] = []
    /// The target whose metrics it waits for.
    var waitsFor: Int?
  }

  private(set) var targets: [PretendTarget]
  private let poller = epoll_create1(0)
  private var listeners: Set<CInt> = []
  private var clients: [CInt: Client] = [:]
  /// The most connections that were open at once.
  private(set) var mostConnections = 0
  private(set) var opened = 0
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private let options: Options

  init(_ options: Options) throws(Options.Complaint) {
    self.options = options
    let start = seconds()
    let hanging = Int(Double(options.targets) * options.hanging)
    targets = (0..<options.targets).map {
      // Every other one, so that those that hang and those that do not share the ports.
      let hangs = ($0 * hanging) / max(options.targets, 1) != (($0 + 1) * hanging) / max(options.targets, 1)
      return PretendTarget(number: $0, series: options.series, hangs: hangs, start: start)
    }
    for port in options.firstPort..<options.firstPort + options.ports {
      let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue), 0)
      var yes: CInt = 1
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard bound == 0, listen(socket, 4096) == 0 else {
        throw Options.Complaint(words: "port \(port) is taken; choose others with --port")
      }
      listeners.insert(socket)
      watch(socket, for: EPOLLIN)
    }
  }

  /// Where target `number` is, as the program takes it.
  func address(of number: Int) -> String {
    "t\(number)=http://127.0.0.1:\(options.firstPort + number % options.ports)/\(number)"
  }

  var connections: Int { clients.count }

  /// Serves until a moment.
  func serve(until end: Double) {
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    while true {
      let left = end - seconds()
      guard left > 0 else { return }
      let count = epoll_wait(poller, &events, 256, CInt(min(left * 1000 + 1, 100)))
      for event in events.prefix(max(Int(count), 0)) {
        let file = event.data.fd
        if listeners.contains(file) {
          accept(on: file)
        } else {
          if event.events & EPOLLOUT.rawValue != 0 { flush(file) }
          if event.events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { read(file) }
        }
      }
    }
  }

  private func watch(_ file: CInt, for what: EPOLL_EVENTS, again: Bool = false) {
    var event = epoll_event()
    event.events = what.rawValue
    event.data.fd = file
    epoll_ctl(poller, again ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, file, &event)
  }

  private func accept(on listener: CInt) {
    while true {
      let file = load_accept(listener)
      guard file >= 0 else { return }
      clients[file] = Client()
      opened += 1
      mostConnections = max(mostConnections, clients.count)
      watch(file, for: EPOLLIN)
    }
  }

  private func read(_ file: CInt) {
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { return close(file) }
      clients[file]?.input += buffer.prefix(count)
      while let path = nextRequest(file) { answer(path, file) }
    }
  }

  private func close(_ file: CInt) {
    if let number = clients[file]?.waitsFor { targets[number].underWay -= 1 }
    clients[file] = nil
    Glibc.close(file)
  }

  /// The path of the next whole request that came on a connection.
  private func nextRequest(_ file: CInt) -> String? {
    guard let input = clients[file]?.input, input.count >= 4 else { return nil }
    var end = 3
    while end < input.count, !(input[end] == 10 && input[end - 2] == 10) { end += 1 }
    guard end < input.count else { return nil }
    clients[file]?.input.removeFirst(end + 1)
    let line = input.prefix { $0 != 13 }
    return String(decoding: line.split(separator: UInt8(ascii: " ")).dropFirst().first ?? [], as: UTF8.self)
  }

  private func answer(_ path: String, _ file: CInt) {
    let parts = path.split(separator: "/")
    guard let number = parts.first.flatMap({ Int($0) }), targets.indices.contains(number) else {
      return send("404 Not Found", "text/plain", Array("no such target\n".utf8), file)
    }
    let now = seconds()
    guard parts.last == "metrics" else {
      targets[number].probes.append(now)
      guard !targets[number].hangs else { return }
      let isReady = parts.last == "ready"
      let body =
        isReady ? #"{"status":"ready"}"# : #"{"status":"healthy","version":"v1","uptime":\#(Int(now))}"#
      return send("200 OK", "application/json", Array(body.utf8), file)
    }
    targets[number].arrivals.append(now)
    if targets[number].underWay > 0 { targets[number].overlaps += 1 }
    if targets[number].hangs {
      targets[number].underWay += 1
      clients[file]?.waitsFor = number
      return
    }
    send("200 OK", "text/plain; version=0.0.4", targets[number].page(at: now), file)
  }

  private func send(_ status: String, _ type: String, _ body: [UInt8], _ file: CInt) {
    let isCounted = type == "application/json"
    let limit = isCounted ? "X-RateLimit-Limit: 100\r\nX-RateLimit-Remaining: 90\r\n" : ""
    let head =
      "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nX-Powered-By: mPanel\r\n\(limit)Content-Length: \(body.count)\r\n\r\n"
    clients[file]?.output += Array(head.utf8) + body
    flush(file)
  }

  private func flush(_ file: CInt) {
    guard let output = clients[file]?.output, !output.isEmpty else { return }
    let count = Glibc.send(file, output, output.count, CInt(MSG_NOSIGNAL))
    if count > 0 { clients[file]?.output.removeFirst(count) }
    let isDone = clients[file]?.output.isEmpty ?? true
    watch(file, for: isDone ? EPOLLIN : EPOLL_EVENTS(EPOLLIN.rawValue | EPOLLOUT.rawValue), again: true)
  }
}
