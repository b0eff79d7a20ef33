import MPanel
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
import NIOTLS

/// One request at a time on one connection: sends it, gathers the answer, and fails it in our own words.
///
/// Lives on the connection's event loop. Whatever goes wrong closes the connection, so that nothing left over from
/// one answer can be taken for the next.
final class Conversation: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  /// What a request may cost.
  struct Limits {
    /// Bytes of the body after unpacking.
    var bytes: Int
    /// The whole time allowed, for the words that say it is up.
    var patience: Duration
  }

  private struct Pending {
    var promise: EventLoopPromise<Response>
    var limitBytes: Int
    var head: HTTPResponseHead?
    var body: [UInt8] = []
  }

  private let firstBytes: FirstBytes
  private let counter: WireCounter
  private var pending: Pending?
  /// Why the connection was given up before it was asked anything.
  private var early: ScrapeFailure?
  private var wasAsked = false
  private var context: ChannelHandlerContext?
  private let peer: Peer
  private var isSecured = false
  /// When the server's certificate ends, Unix seconds; nil without TLS.
  private(set) var certificateEnds: Double?
  /// What was seen of TLS; nil without.
  private(set) var line: SecureLine?
  /// When the first part of the current answer came.
  private(set) var answered: NIODeadline?

  /// Whom a secure connection is for; without meaning where there is no TLS.
  struct Peer {
    var name = ""
    var offersCertificate = false
    var isVerified = true
    /// Whether what is seen of TLS is to be told in words.
    var isTold = false
  }

  init(firstBytes: FirstBytes, counter: WireCounter, peer: Peer) {
    self.firstBytes = firstBytes
    self.counter = counter
    self.peer = peer
  }

  var isBusy: Bool { pending != nil }
  /// Whether any byte of the current answer came.
  var heardAnything: Bool { !firstBytes.bytes.isEmpty }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  /// Sends a request. `promise` gets the whole answer or a ``Trouble``, at the deadline at the
  /// latest, however busily the server sends.
  func send(
    _ head: HTTPRequestHead, _ body: [UInt8]?, until deadline: NIODeadline, limits: Limits,
    promise: EventLoopPromise<Response>
  ) {
    guard let context, context.channel.isActive, pending == nil else {
      promise.fail(Trouble(failure: early ?? .connectionLost, heardAnything: heardAnything))
      return
    }
    wasAsked = true
    firstBytes.clear()
    answered = nil
    let alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      self.fail(.timedOut(after: limits.patience, partly: self.heardAnything))
    }
    promise.futureResult.whenComplete { _ in alarm.cancel() }
    pending = Pending(promise: promise, limitBytes: limits.bytes)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if let body { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil) }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  /// Gives the current request up and closes.
  func fail(_ failure: ScrapeFailure) {
    let heard = heardAnything
    if let promise = pending?.promise {
      pending = nil
      promise.fail(Trouble(failure: failure, heardAnything: heard))
    } else if !wasAsked, early == nil {
      early = failure
    }
    context?.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard pending != nil else {
      // Nobody asked: a server that gives up an idle connection with a 408, or bytes after a complete answer.
      context.close(promise: nil)
      return
    }
    switch unwrapInboundIn(data) {
    case .head(let head): take(head)
    case .body(let buffer):
      // Nothing may hold the pending request meanwhile: its body would be copied with every piece.
      let limit = pending?.limitBytes ?? 0
      guard (pending?.body.count ?? 0) + buffer.readableBytes <= limit else {
        return fail(.tooLarge(limitBytes: limit))
      }
      buffer.withUnsafeReadableBytes { pending?.body.append(contentsOf: $0) }
    case .end: finish()
    }
  }

  private func take(_ head: HTTPResponseHead) {
    answered = .now()
    let encodings = head.headers[canonicalForm: "content-encoding"].map { $0.lowercased() }
    if let other = encodings.first(where: { !["gzip", "deflate", "identity", ""].contains($0) }) {
      return fail(.badEncoding("unasked-for encoding \(CleanText.of(other, limit: 20))"))
    }
    let limit = pending?.limitBytes ?? 0
    if let stated = head.headers.first(name: "content-length").flatMap({ Int($0) }) {
      guard stated <= limit else { return fail(.tooLarge(limitBytes: limit)) }
      pending?.body.reserveCapacity(stated)
    }
    pending?.head = head
  }

  private func finish() {
    guard let pending, let head = pending.head else { return fail(.connectionLost) }
    self.pending = nil
    let response = Response(
      status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) }, body: pending.body,
      wireBytes: counter.count)
    if !head.isKeepAlive { context?.close(promise: nil) }
    pending.promise.succeed(response)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent {
      isSecured = true
      certificateEnds = certificate(context).map { Double($0.notValidAfter) }
      note(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func note(_ context: ChannelHandlerContext, fault: SecureLine.Fault? = nil) {
    guard peer.isTold else { return }
    let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self)
    line = SecureLine(
      version: handler?.tlsVersion.map(Conversation.words),
      certificate: certificate(context).map { ServerCertificate($0) }, name: peer.name,
      isVerified: peer.isVerified, fault: fault)
  }

  private static func words(_ version: TLSVersion) -> String {
    switch version {
    case .tlsv1: "TLS 1.0"
    case .tlsv11: "TLS 1.1"
    case .tlsv12: "TLS 1.2"
    case .tlsv13: "TLS 1.3"
    }
  }

  private func certificate(_ context: ChannelHandlerContext) -> NIOSSLCertificate? {
    try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self).peerCertificate
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case NIOHTTPDecompression.DecompressionError.limit:
      fail(.tooLarge(limitBytes: pending?.limitBytes ?? 0))
    case NIOSSLError.uncleanShutdown where isSecured: fail(.connectionLost)
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      guard !heardAnything else { return fail(.connectionLost) }
      let handshake = ScrapeFailure.Handshake(
        certificate: certificate(context), name: peer.name, offersCertificate: peer.offersCertificate,
        unixSeconds: Timekeeper.system.now().unixSeconds)
      note(context, fault: ScrapeFailure.fault(securing: error, handshake))
      fail(ScrapeFailure(securing: error, handshake))
    default:
      fail(ScrapeFailure(reading: error, hasHead: pending?.head != nil, firstBytes: firstBytes.bytes))
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    if heardAnything, pending?.head == nil, !firstBytes.bytes.starts(with: "HTTP/1".utf8) {
      fail(ScrapeFailure(notHTTP: firstBytes.bytes))
    } else {
      fail(.connectionLost)
    }
    context.fireChannelInactive()
  }
}
