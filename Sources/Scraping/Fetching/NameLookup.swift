import NIOCore
import NIOPosix
import Synchronization

/// Looks up one name for one connection, beside all others.
///
/// NIO's own resolver works through one queue an event loop, so that a name server that does not answer for one
/// target would hold up all of them.
final class NameLookup: NIOPosix.Resolver, Sendable {
  private let names: HostNames
  private let four: EventLoopPromise<[SocketAddress]>
  private let six: EventLoopPromise<[SocketAddress]>
  private let isAnswered = Mutex(false)

  init(on loop: any EventLoop, names: HostNames = .system) {
    self.names = names
    four = loop.makePromise()
    six = loop.makePromise()
  }

  /// NIO asks for the AAAA records first and for the A records right after; one look-up brings both.
  func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { six.futureResult }

  func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
    names.find(host) { found in
      self.answer(
        found.map { address in
          var socket = address.socket
          socket.port = port
          return socket
        })
    }
    return four.futureResult
  }

  /// The look-up itself goes on; its answer goes nowhere, since the event loop may be gone by then.
  func cancelQueries() { answer([]) }

  /// NIO takes a failure for an empty answer; which it was makes no difference to the words.
  private func answer(_ sockets: [SocketAddress]) {
    let isLate = isAnswered.withLock { isAnswered in
      defer { isAnswered = true }
      return isAnswered
    }
    guard !isLate else { return }
    six.succeed(sockets.filter { $0.protocol == .inet6 })
    four.succeed(sockets.filter { $0.protocol == .inet })
  }
}
