import MPanel
import NIOCore
import NIOPosix

/// Opens connections to a target, and to where it redirects: by address, name, socket or tunnel, secured or not.
///
/// Belongs to one ``Fetcher`` and runs where that does, on the event loop.
final class Dialler {
  private let loop: any EventLoop
  let tunnel: Tunnel?
  private let home: Place
  private let encryption: Encryption?
  /// What places of another origin get: they may be checked, but learn nothing of us.
  private lazy var foreignEncryption = encryption?.withoutClientCertificate ?? Encryption(.system)
  private let serverName: String?
  private let limitBytes: Int
  private var hasJoined = false
  var tellsOfTLS = false
  private var underWay: [EventLoopPromise<NIOLoopBound<Connection>>] = []

  init(
    _ home: Place, on loop: any EventLoop, encryption: Encryption?, tunnel: Tunnel?, serverName: String?,
    limitBytes: Int
  ) {
    self.home = home
    self.loop = loop
    self.encryption = home.isEncrypted ? encryption ?? Encryption(.system) : encryption
    self.tunnel = tunnel
    self.serverName = serverName
    self.limitBytes = limitBytes
  }

  /// Fails what is under way.
  func close() {
    for promise in underWay { promise.fail(Trouble(failure: .connectionLost, heardAnything: false)) }
    guard hasJoined, let tunnel else { return }
    hasJoined = false
    Task { [home] in await tunnel.leave(home.socket) }
  }

  /// A new connection. One that comes about after the deadline is closed.
  func connection(
    to place: Place, until deadline: NIODeadline, isolation: isolated (any Actor)? = #isolation
  ) async throws -> NIOLoopBound<Connection> {
    let security = try security(of: place)
    let promise = loop.makePromise(of: NIOLoopBound<Connection>.self)
    underWay.append(promise)
    defer { underWay.removeAll { $0.futureResult === promise.futureResult } }
    let time = max(deadline - .now(), .milliseconds(1))
    let alarm = loop.scheduleTask(deadline: deadline) { promise.fail(ChannelError.connectTimeout(time)) }
    defer { alarm.cancel() }
    let socket: Place.Socket
    do {
      socket = try await reachable(place, until: deadline)
    } catch {
      promise.fail(error)
      throw error
    }
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(max(deadline - .now(), .milliseconds(1)))
      .channelInitializer { [limitBytes] channel in
        channel.eventLoop.makeCompletedFuture {
          try Connection.prepare(channel, security: security, limitBytes: limitBytes)
        }
      }
    let future: EventLoopFuture<any Channel>
    switch socket {
    case .file(let path): future = bootstrap.connect(unixDomainSocketPath: path)
    case .network(let host, let port):
      if let address = try? SocketAddress(ipAddress: host, port: port) {
        future = bootstrap.connect(to: address)
      } else {
        future = bootstrap.resolver(NameLookup(on: loop)).connect(host: host, port: port)
      }
    }
    // Made as soon as the channel is connected: a server that speaks first and hangs up has closed it soon after.
    future.flatMapThrowing { [loop] in NIOLoopBound(try Connection(of: $0), eventLoop: loop) }
      .cascade(to: promise)
    future.whenSuccess { channel in
      promise.futureResult.whenFailure { _ in channel.close(promise: nil) }
    }
    return try await promise.futureResult.get()
  }

  /// Why a connection that came about carried nothing, as far as the one who forwards it knows.
  func complaint(
    since opened: NIODeadline, isolation: isolated (any Actor)? = #isolation
  ) async -> ScrapeFailure? {
    await tunnel?.complaint(since: opened)
  }

  /// Where a place can be connected to from here.
  private func reachable(
    _ place: Place, until deadline: NIODeadline, isolation: isolated (any Actor)? = #isolation
  ) async throws -> Place.Socket {
    guard place.gateway != nil else { return place.socket }
    guard let tunnel else { throw ScrapeFailure.unreachable("no tunnel leads there") }
    if !hasJoined {
      hasJoined = true
      await tunnel.join(home.socket)
    }
    return .file(path: try await tunnel.entrance(to: place.socket, until: deadline))
  }

  private func security(of place: Place) throws(ScrapeFailure) -> Connection.Security? {
    guard place.isEncrypted else { return nil }
    let isHome = place.hasOrigin(of: home)
    let encryption = isHome ? self.encryption ?? foreignEncryption : foreignEncryption
    let name = isHome ? serverName.flatMap { Place.isAddress($0) ? nil : $0 } : nil
    let certificateName = name ?? place.certificateName
    // The address that would be compared is that of the socket here.
    guard certificateName != nil || place.gateway == nil || !encryption.verifies else {
      throw .tls("behind ssh a certificate is checked by a name: give --server-name")
    }
    return Connection.Security(
      context: try encryption.context(), certificateName: certificateName,
      peer: Conversation.Peer(
        name: certificateName ?? place.host, offersCertificate: encryption.offersCertificate,
        isVerified: encryption.verifies, isTold: tellsOfTLS))
  }
}
