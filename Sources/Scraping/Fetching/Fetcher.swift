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
/// variables that name a proxy are ignored.
package actor Fetcher {
  package nonisolated let place: Place
  private let loop: any EventLoop
  private let dialler: Dialler
  private let followsRedirects: Bool
  private let limitBytes: Int
  private let userAgent: String
  private var kept: Connection?
  private let keepsSpare: Bool
  private var maySpare = true
  private var spare: Connection?
  private var isClosed = false
  private var busy: [Connection] = []

  /// The most that is taken of one body, after unpacking.
  package static let standardLimitBytes = 16 << 20
  /// A server gives up a connection on which nothing was asked after 60 to 90 s.
  private static let spareLife: TimeAmount = .seconds(50)

  /// Runs on the loop's own thread, so that what belongs to a connection needs no lock.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

  /// `keepsSpare` holds one more connection open, unused: see ``renewSpare()``.
  package init(
    _ place: Place, on loop: any EventLoop, encryption: Encryption? = nil, tunnel: Tunnel? = nil,
    access: Access = Access(), limitBytes: Int = Fetcher.standardLimitBytes, userAgent: String = "mptop",
    keepsSpare: Bool = false
  ) {
    self.place = place
    self.loop = loop
    dialler = Dialler(
      place, on: loop, encryption: encryption, tunnel: tunnel, serverName: access.serverName,
      limitBytes: limitBytes)
    followsRedirects = access.followsRedirects
    self.limitBytes = limitBytes
    self.userAgent = userAgent
    self.keepsSpare = keepsSpare
  }

  /// Fetches `path` below the target's base. On the kept connection where `keepsConnection` is set, else on one
  /// that is closed after; with a `form` it is a POST of that. `authorization` is the value of that header, and goes to
  /// the target's own origin alone.
  package func fetch(
    _ path: String, form: [UInt8]? = nil, headers: [(String, String)] = [], authorization: String? = nil,
    within patience: Duration, keepsConnection: Bool
  ) async -> Answer {
    let started = NIODeadline.now()
    var request = Request(
      place: place, uri: place.base + path, form: form, headers: headers, authorization: authorization,
      keepsConnection: keepsConnection, deadline: started + TimeAmount(patience),
      limits: Conversation.Limits(bytes: limitBytes, patience: patience))
    var answer = Answer(result: .failure(.connectionLost), duration: .zero)
    do throws(Trouble) {
      let response = try await followed(try await response(to: &request), &request)
      answer.result = .success(response)
      if keepsConnection, response.status == 200 { renewSpare() }
    } catch {
      answer.result = .failure(error.failure)
    }
    answer.duration = Duration(NIODeadline.now() - started)
    answer.firstByte = request.firstByte
    answer.connecting = request.connecting
    answer.certificateEnds = request.certificateEnds
    answer.line = request.line
    return answer
  }

  /// Answers tell what was seen of TLS, on connections from now on.
  func tellOfTLS() { dialler.tellsOfTLS = true }

  /// Whether a connection may be kept at all, and one more held ready where that was wanted.
  func keep(connections: Bool, spare: Bool) {
    maySpare = spare
    if !spare {
      self.spare?.close()
      self.spare = nil
    }
    guard !connections, let kept, kept.isFree else { return }
    kept.close()
    self.kept = nil
  }

  /// Whether an unused connection is ready.
  package var hasSpare: Bool { spare?.isFree == true }

  /// Does not wait for a tunnel's next attempt.
  package func hasten() async { await dialler.tunnel?.hasten() }

  /// Closes every connection and fails what is under way.
  package func close() {
    isClosed = true
    dialler.close()
    for connection in busy + [kept, spare].compactMap({ $0 }) { connection.close() }
    kept = nil
    spare = nil
  }

  private struct Request {
    var place: Place
    var uri: String
    var form: [UInt8]?
    var headers: [(String, String)]
    var authorization: String?
    var keepsConnection: Bool
    var deadline: NIODeadline
    var limits: Conversation.Limits
    /// When the newest connection was begun: ssh may complain of it before it is known to be open.
    var dialled: NIODeadline?
    var connecting: Duration?
    var firstByte: Duration?
    var certificateEnds: Double?
    var line: SecureLine?

    func head(userAgent: String) -> HTTPRequestHead {
      var fields = HTTPHeaders([
        ("Host", place.hostField), ("User-Agent", userAgent), ("Accept-Encoding", "gzip"),
      ])
      fields.add(contentsOf: headers)
      if let authorization { fields.add(name: "Authorization", value: authorization) }
      if !keepsConnection { fields.add(name: "Connection", value: "close") }
      if let form {
        fields.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        fields.add(name: "Content-Length", value: "\(form.count)")
      }
      return HTTPRequestHead(
        version: .http1_1, method: form == nil ? .GET : .POST, uri: uri, headers: fields)
    }
  }

  /// Goes where answers send us, as far as that is allowed; a secret stays with the target's own origin.
  private func followed(_ answer: Response, _ request: inout Request) async throws(Trouble) -> Response {
    var answer = answer
    var hops = 0
    while followsRedirects, Redirect.isOne(answer.status), let location = answer["location"] {
      func refuse(_ words: String) -> Trouble {
        Trouble(failure: .redirected(to: CleanText.of(location), because: words), heardAnything: true)
      }
      guard hops < Redirect.limit else { throw refuse("after \(hops) others: given up") }
      // A server that says 303 wants what it names to be got, without the question.
      guard request.form == nil || answer.status != 303 else { throw refuse("which would lose the question") }
      hops += 1
      let redirect: Redirect
      do throws(Redirect.Refusal) {
        redirect = try Redirect(location, from: request.place, uri: request.uri)
      } catch {
        throw refuse(error.words)
      }
      request.place = redirect.place
      request.uri = redirect.uri
      if !redirect.place.hasOrigin(of: place) {
        request.authorization = nil
        request.keepsConnection = false
      }
      answer = try await response(to: &request)
    }
    return answer
  }

  private func response(to request: inout Request) async throws(Trouble) -> Response {
    if request.keepsConnection, let kept, kept.isFree {
      do throws(Trouble) {
        return try await ask(kept, &request)
      } catch {
        // The server closed it for being idle just as we asked. Once more, on a new one.
        guard error.failure == .connectionLost, !error.heardAnything, !isClosed else { throw error }
      }
    }
    do throws(Trouble) {
      return try await askAnew(try await dial(&request), &request)
    } catch {
      // Nobody is there any more, or only somebody who forwards; but an old connection is still open: if mPanel is
      // shutting down, it says so there.
      let isGone = [.refused, .connectionLost].contains(error.failure) && !error.heardAnything
      guard isGone, request.keepsConnection, let spare, spare.isFree, !isClosed else { throw error }
      self.spare = nil
      do throws(Trouble) {
        return try await askAnew(spare, &request)
      } catch let second {
        // It was closed as well, which says nothing.
        throw second.heardAnything ? second : error
      }
    }
  }

  /// Asks on a connection that was not asked before, and keeps it.
  private func askAnew(_ connection: Connection, _ request: inout Request) async throws(Trouble) -> Response {
    let response: Response
    do throws(Trouble) {
      response = try await ask(connection, &request)
    } catch {
      guard error.failure == .connectionLost, !error.heardAnything,
        let failure = await dialler.complaint(since: request.dialled ?? connection.opened)
      else { throw error }
      throw Trouble(failure: failure, heardAnything: false)
    }
    if request.keepsConnection, connection.isFree, !isClosed {
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
      if connection.certificateEnds != nil { request.certificateEnds = connection.certificateEnds }
      if connection.line != nil { request.line = connection.line }
    }
    do {
      return try await connection.send(
        request.head(userAgent: userAgent), request.form, until: request.deadline, limits: request.limits
      ).get()
    } catch let trouble as Trouble {
      throw trouble
    } catch {
      throw Trouble(failure: .connectionLost, heardAnything: true)
    }
  }

  private func dial(_ request: inout Request) async throws(Trouble) -> Connection {
    let started = NIODeadline.now()
    request.dialled = started
    do {
      guard !isClosed else { throw ScrapeFailure.connectionLost }
      let connection = try await dialler.connection(to: request.place, until: request.deadline).value
      request.connecting = Duration(NIODeadline.now() - started)
      return connection
    } catch {
      let failure = ScrapeFailure(connecting: error, to: request.place)
      if case .timedOut = failure {
        throw Trouble(failure: .timedOut(after: request.limits.patience), heardAnything: false)
      }
      throw Trouble(failure: failure, heardAnything: false)
    }
  }

  /// Holds one connection ready on which nothing was ever asked.
  ///
  /// A mPanel that is told to stop closes idle connections and refuses new ones, but answers those that were
  /// opened before and not used yet with its 503: without such a one, shutting down looks like a crash.
  private func renewSpare() {
    guard keepsSpare, maySpare, !isClosed else { return }
    if let spare, spare.isFree, NIODeadline.now() - spare.opened < Fetcher.spareLife { return }
    spare?.close()
    spare = nil
    Task {
      let patience = Duration.seconds(2)
      var request = Request(
        place: place, uri: "/", headers: [], keepsConnection: true, deadline: .now() + TimeAmount(patience),
        limits: Conversation.Limits(bytes: 0, patience: patience))
      guard let connection = try? await dial(&request) else { return }
      guard spare == nil, !isClosed else { return connection.close() }
      spare = connection
    }
  }
}
