import NIOCore
import NIOHTTP1

/// One connection to a pretend panel. Runs on the panel's event loop, as everything of the demo does.
final class PanelHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let server: PanelServer
  private var head: HTTPRequestHead?
  private var received: NIODeadline = .now()
  /// Whether a request is being answered.
  private(set) var isBusy = false
  /// Whether any request came: a connection without one survives the beginning of a shutdown.
  private(set) var hadRequest = false
  private(set) var channel: Channel?

  init(server: PanelServer) { self.server = server }

  func channelActive(context: ChannelHandlerContext) {
    channel = context.channel
    server.opened(self)
  }

  func channelInactive(context: ChannelHandlerContext) { server.closed(self) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // Node closes a kept connection after five seconds and one.
    if event is IdleStateHandler.IdleStateEvent, !isBusy, hadRequest { context.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      received = .now()
      hadRequest = true
      isBusy = true
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      respond(to: head, context)
    }
  }

  private func respond(to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let requestID = RequestID.of(head.headers.first(name: "X-Request-ID"))
    let address = context.channel.remoteAddress?.ipAddress ?? "unknown"
    let answer = server.answer(head, requestID: requestID, address: address)
    let loop = context.eventLoop
    let bound = NIOLoopBound((self, context), eventLoop: loop)
    loop.scheduleTask(in: .milliseconds(Int64(answer.delay * 1000))) {
      let (handler, context) = bound.value
      handler.write(answer, to: head, requestID: requestID, context)
    }
  }

  private func write(
    _ answer: PanelAnswer, to request: HTTPRequestHead, requestID: String, _ context: ChannelHandlerContext
  ) {
    guard context.channel.isActive else { return }
    let milliseconds = (NIODeadline.now() - received).nanoseconds / 1_000_000
    var headers = HTTPHeaders([("X-Request-ID", requestID)])
    for (name, value) in answer.headers { headers.add(name: name, value: value) }
    headers.add(name: "Content-Type", value: answer.contentType)
    headers.add(name: "Date", value: HTTPDate(server.unixSeconds).header)
    headers.add(name: "Vary", value: "Origin, Accept-Encoding")
    if !answer.isChunked {
      headers.add(name: "X-Response-Time", value: "\(milliseconds)ms")
      headers.add(name: "Content-Length", value: String(answer.body.count))
    }
    let closes = answer.closes || !request.isKeepAlive
    headers.add(name: "Connection", value: closes ? "close" : "keep-alive")
    if !closes { headers.add(name: "Keep-Alive", value: "timeout=5") }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD, !answer.body.isEmpty {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
    }
    let done = context.eventLoop.makePromise(of: Void.self)
    if closes {
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      done.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: done)
    isBusy = false
    server.answered(request, answer, requestID: requestID, milliseconds: milliseconds)
  }
}
