import MPanel
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL

/// An open connection. Lives on its event loop, like everything that holds one.
final class Connection {
  let channel: any Channel
  private let conversation: Conversation
  let opened: NIODeadline
  /// How many requests it was given.
  private(set) var uses = 0

  /// Of a channel that was prepared by ``prepare(_:security:limitBytes:)``.
  init(of channel: any Channel) throws {
    self.channel = channel
    conversation = try channel.pipeline.syncOperations.handler(type: Conversation.self)
    opened = .now()
  }

  /// What makes a connection a secure one.
  struct Security {
    var context: NIOSSLContext
    /// Nil for an address, where the address itself is compared.
    var certificateName: String?
    var peer: Conversation.Peer
  }

  /// Puts the handlers into a new channel. Done before it connects, so that a server that speaks first is heard.
  static func prepare(
    _ channel: any Channel, security: Security?, limitBytes: Int
  ) throws {
    let firstBytes = FirstBytes()
    let counter = WireCounter()
    let pipeline = channel.pipeline.syncOperations
    if let security {
      try pipeline.addHandler(
        NIOSSLClientHandler(context: security.context, serverHostname: security.certificateName))
    }
    try pipeline.addHandler(firstBytes)
    try pipeline.addHandler(HTTPRequestEncoder())
    try pipeline.addHandler(
      ByteToMessageHandler(
        HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .drop)))
    try pipeline.addHandler(counter)
    try pipeline.addHandler(NIOHTTPResponseDecompressor(limit: .size(limitBytes)))
    try pipeline.addHandler(
      Conversation(firstBytes: firstBytes, counter: counter, peer: security?.peer ?? Conversation.Peer()))
  }

  /// Whether it can take a request.
  var isFree: Bool { channel.isActive && !conversation.isBusy }
  var heardAnything: Bool { conversation.heardAnything }
  var answered: NIODeadline? { conversation.answered }
  var certificateEnds: Double? { conversation.certificateEnds }
  var line: SecureLine? { conversation.line }

  func send(
    _ head: HTTPRequestHead, _ body: [UInt8]?, until deadline: NIODeadline, limits: Conversation.Limits
  ) -> EventLoopFuture<Response> {
    uses += 1
    let promise = channel.eventLoop.makePromise(of: Response.self)
    conversation.send(head, body, until: deadline, limits: limits, promise: promise)
    return promise.futureResult
  }

  /// Gives up whatever is under way.
  func close(because failure: ScrapeFailure = .connectionLost) { conversation.fail(failure) }
}
