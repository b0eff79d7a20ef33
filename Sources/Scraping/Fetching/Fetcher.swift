import MPanel
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The wire to one target: fetches a path and says what came, within one deadline that spans everything.
///
/// Written on NIO itself. A ready-made client would have to be wrapped for the total deadline, the count of bytes
/// and the choice of connection anyway, and costs twice the processor time and more memory.
///
/// It keeps one connection open, for the scrapes: behind a cluster that stays with one worker. Environment
/// variables that name a proxy are ignored; redirects are answers like any other.
package actor Fetcher {
  package nonisolated let place: Place
  private let loop: any EventLoop
  private let encryption: Encryption?
  private let limitBytes: Int
  private let userAgent: String
  private var kept: Connection?
  private let keepsSpare: Bool
  private var spare: Connection?
  private var isClosed = false
  private var dialling: [EventLoopPromise<NIOLoopBound<Connection>>] = []
  private var busy: [Connection] = []

  /// The most that is taken of one body, after unpacking.
  package static let standardLimitBytes = 16 << 20
  /// A server gives up a connection on which nothing was asked after 60 to 90 s.
  private static let spareLife: TimeAmount = .seconds(50)

  /// Runs on the loop's own thread, so that what belongs to a connection needs no lock.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

  /// `keepsSpare` holds one more connection open, unused: see ``renewSpare()``.
  package init(
    _ place: Place, on loop: any EventLoop, encryption: Encryption? = nil,
    limitBytes: Int = Fetcher.standardLimitBytes, userAgent: String = "mptop", keepsSpare: Bool = false
  ) {
    self.place = place
    self.loop = loop
    self.encryption = place.isEncrypted ? encryption ?? Encryption(.system) : nil
    self.limitBytes = limitBytes
    self.userAgent = userAgent
    self.keepsSpare = keepsSpare
  }

  /// Fetches `path` below the target's base. On the kept connection where `keepsConnection` is set, else on one
  /// that is closed after.
  package func fetch(
    _ path: String, headers: [(String, String)] = [], within patience: Duration, keepsConnection: Bool
  ) async -> Answer {
    let started = NIODeadline.now()
    var request = Request(
      head: head(path, headers, keepsConnection: keepsConnection), deadline: started + TimeAmount(patience),
      limits: Conversation.Limits(bytes: limitBytes, patience: patience))
    var answer = Answer(result: .failure(.connectionLost), duration: .zero)
    do throws(Trouble) {
      let response = try await response(to: &request, keepsConnection: keepsConnection)
      answer.result = .success(response)
      if keepsConnection, response.status == 200 { renewSpare() }
    } catch {
      answer.result = .failure(error.failure)
    }
    answer.duration = Duration(NIODeadline.now() - started)
    answer.firstByte = request.firstByte
    answer.connecting = request.connecting
    return answer
  }

  /// Whether an unused connection is ready.
  package var hasSpare: Bool { spare?.isFree == true }

  /// Closes every connection and fails what is under way.
  package func close() {
    isClosed = true
    for promise in dialling { promise.fail(Trouble(failure: .connectionLost, heardAnything: false)) }
    for connection in busy + [kept, spare].compactMap({ $0 }) { connection.close() }
    kept = nil
    spare = nil
  }

  private struct Request {
    var head: HTTPRequestHead
    var deadline: NIODeadline
    var limits: Conversation.Limits
    var connecting: Duration?
    var firstByte: Duration?
  }

  private func head(_ path: String, _ headers: [(String, String)], keepsConnection: Bool) -> HTTPRequestHead {
    var fields = HTTPHeaders([
      ("Host", place.authority), ("User-Agent", userAgent), ("Accept-Encoding", "gzip"),
    ])
    fields.add(contentsOf: headers)
    if !keepsConnection { fields.add(name: "Connection", value: "close") }
    return HTTPRequestHead(version: .http1_1, method: .GET, uri: place.base + path, headers: fields)
  }

  private func response(
    to request: inout Request, keepsConnection: Bool
  ) async throws(Trouble) -> Response {
    if keepsConnection, let kept, kept.isFree {
      do throws(Trouble) {
        return try await ask(kept, &request)
      } catch {
        // The server closed it for being idle just as we asked. Once more, on a new one.
        guard error.failure == .connectionLost, !error.heardAnything, !isClosed else { throw error }
      }
    }
    let connection: Connection
    do throws(Trouble) {
      connection = try await dial(&request)
    } catch {
      guard keepsConnection, error.failure == .refused, let spare, spare.isFree else { throw error }
      // Nobody listens any more, but an old connection is still open: if mPanel is shutting down, it says so there.
      self.spare = nil
      connection = spare
    }
    let response = try await ask(connection, &request)
    if keepsConnection, connection.isFree, !isClosed {
      kept?.close()
      kept = connection
    } else {
      connection.close()
    }
    return response
  }

  private func ask(_ connection: Connection, _ request: inout Request) async throws(Trouble) -> Response {
    let sent = NIODeadline.now()
    busy.append(connection)
    defer {
      busy.removeAll { $0 === connection }
      request.firstByte = connection.answered.map { Duration($0 - sent) }
    }
    do {
      return try await connection.send(request.head, until: request.deadline, limits: request.limits).get()
    } catch let trouble as Trouble {
      throw trouble
    } catch {
      throw Trouble(failure: .connectionLost, heardAnything: true)
    }
  }

  private func dial(_ request: inout Request) async throws(Trouble) -> Connection {
    let started = NIODeadline.now()
    do {
      let connection = try await connection(until: request.deadline)
      request.connecting = Duration(NIODeadline.now() - started)
      return connection
    } catch {
      let failure = ScrapeFailure(connecting: error, to: place)
      if case .timedOut = failure {
        throw Trouble(failure: .timedOut(after: request.limits.patience), heardAnything: false)
      }
      throw Trouble(failure: failure, heardAnything: false)
    }
  }

  /// A new connection. One that comes about after the deadline is closed.
  private func connection(until deadline: NIODeadline) async throws -> Connection {
    guard !isClosed else { throw ScrapeFailure.connectionLost }
    let context = try encryption?.context.get()
    let promise = loop.makePromise(of: NIOLoopBound<Connection>.self)
    dialling.append(promise)
    defer { dialling.removeAll { $0.futureResult === promise.futureResult } }
    let time = max(deadline - .now(), .milliseconds(1))
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(time)
      .channelInitializer { [place, limitBytes] channel in
        channel.eventLoop.makeCompletedFuture {
          try Connection.prepare(channel, place: place, encryption: context, limitBytes: limitBytes)
        }
      }
    let future: EventLoopFuture<any Channel>
    switch place.socket {
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
    let alarm = loop.scheduleTask(deadline: deadline) { promise.fail(ChannelError.connectTimeout(time)) }
    defer { alarm.cancel() }
    return try await promise.futureResult.get().value
  }

  /// Holds one connection ready on which nothing was ever asked.
  ///
  /// A mPanel that is told to stop closes idle connections and refuses new ones, but answers those that were
  /// opened before and not used yet with its 503: without such a one, shutting down looks like a crash.
  private func renewSpare() {
    guard keepsSpare, !isClosed else { return }
    if let spare, spare.isFree, NIODeadline.now() - spare.opened < Fetcher.spareLife { return }
    spare?.close()
    spare = nil
    Task {
      var request = Request(
        head: head("/", [], keepsConnection: true), deadline: .now() + .seconds(2),
        limits: Conversation.Limits(bytes: 0, patience: .seconds(2)))
      guard let connection = try? await dial(&request) else { return }
      guard spare == nil, !isClosed else { return connection.close() }
      spare = connection
    }
  }
}
