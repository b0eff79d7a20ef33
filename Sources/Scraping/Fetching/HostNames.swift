import Glibc
import NIOCore
import Synchronization

/// Looks names up on threads that do nothing else.
///
/// A name that no name server answers keeps its thread for half a minute and more, long after those who asked have gone.
/// On the threads that all tasks share, a few such names would hold up every target there is.
package final class HostNames: Sendable {
  package static let system = HostNames { HostAddress.all(of: $0) }

  typealias Answer = @Sendable ([HostAddress]) -> Void

  private struct State {
    /// Who waits for each name that is being looked up, or stands in line.
    var asking: [String: [Answer]] = [:]
    var line: [String] = []
    var threads = 0
  }

  private let most: Int
  private let resolve: @Sendable (String) -> [HostAddress]
  private let state = Mutex(State())

  /// - Parameter most: how many threads there may be.
  init(most: Int = 500, resolve: @escaping @Sendable (String) -> [HostAddress]) {
    self.most = most
    self.resolve = resolve
  }

  /// Tells the addresses of a host as soon as they are known, on another thread; none where there are none. Who asks for
  /// a name that is being looked up gets that answer.
  package func find(_ host: String, then answer: @escaping @Sendable ([HostAddress]) -> Void) {
    let needsThread = state.withLock { state in
      state.asking[host, default: []].append(answer)
      guard state.asking[host]?.count == 1 else { return false }
      state.line.append(host)
      guard state.threads < most else { return false }
      state.threads += 1
      return true
    }
    if needsThread { startThread() }
  }

  private func startThread() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 1 << 20)
    var thread = pthread_t()
    let own = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<HostNames>.fromOpaque(argument).takeRetainedValue().work() }
        return nil
      }, own.toOpaque())
    guard code != 0 else { return }
    own.release()
    // No more threads may be made here: the others do it, or nobody can.
    let stranded = state.withLock { state -> [Answer] in
      state.threads -= 1
      guard state.threads == 0 else { return [] }
      defer { (state.asking, state.line) = ([:], []) }
      return state.asking.values.flatMap { $0 }
    }
    for answer in stranded { answer([]) }
  }

  /// Looks up what stands in line until nothing does.
  private func work() {
    var signals = sigset_t()
    sigfillset(&signals)
    // They are for other threads.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    while let host = next() {
      let found = resolve(host)
      let answers = state.withLock { $0.asking.removeValue(forKey: host) ?? [] }
      for answer in answers { answer(found) }
    }
  }

  private func next() -> String? {
    state.withLock { state in
      guard state.line.isEmpty else { return state.line.removeFirst() }
      state.threads -= 1
      return nil
    }
  }
}

/// One address of a host.
package struct HostAddress: Sendable {
  /// As it is written, with the zone of an IPv6 address that needs one.
  package let text: String
  /// Without a port.
  let socket: SocketAddress

  /// What the machine's resolver says, in its order.
  fileprivate static func all(of host: String) -> [HostAddress] {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [HostAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = HostAddress(entry, of: host) { found.append(address) }
      next = entry.ai_next
    }
    return found
  }

  private init?(_ entry: addrinfo, of host: String) {
    guard let address = entry.ai_addr else { return nil }
    switch entry.ai_family {
    case AF_INET:
      socket = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        SocketAddress($0.pointee, host: host)
      }
    case AF_INET6:
      socket = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        SocketAddress($0.pointee, host: host)
      }
    default: return nil
    }
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard
      getnameinfo(address, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
    else { return nil }
    text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// For tests, which need no address that leads anywhere.
  init(text: String, socket: SocketAddress) {
    self.text = text
    self.socket = socket
  }
}
