import Dispatch
import Glibc
import NIOCore
import NIOPosix

/// Looks up one name, beside all others.
///
/// NIO's own resolver works through one queue an event loop, so that a name server that does not answer for one
/// target would hold up all of them.
final class NameLookup: NIOPosix.Resolver, Sendable {
  private let four: EventLoopPromise<[SocketAddress]>
  private let six: EventLoopPromise<[SocketAddress]>

  init(on loop: any EventLoop) {
    four = loop.makePromise()
    six = loop.makePromise()
  }

  /// NIO asks for the AAAA records first and for the A records right after; one look-up brings both.
  func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { six.futureResult }

  func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
    DispatchQueue.global().async { self.resolve(host, port) }
    return four.futureResult
  }

  /// A look-up cannot be called off; its answer goes nowhere.
  func cancelQueries() {}

  private func resolve(_ host: String, _ port: Int) {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &list)
    defer { if let list { freeaddrinfo(list) } }
    var fours: [SocketAddress] = []
    var sixes: [SocketAddress] = []
    var next = status == 0 ? list : nil
    while let entry = next?.pointee {
      if let address = entry.ai_addr {
        switch entry.ai_family {
        case AF_INET:
          address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
            fours.append(SocketAddress($0.pointee, host: host))
          }
        case AF_INET6:
          address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
            sixes.append(SocketAddress($0.pointee, host: host))
          }
        default: break
        }
      }
      next = entry.ai_next
    }
    // NIO takes a failure for an empty answer; which it was makes no difference to the words.
    six.succeed(sixes)
    four.succeed(fours)
  }
}
