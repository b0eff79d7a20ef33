import NIOCore

/// Keeps the first bytes of an answer as they came, to quote them where they turn out not to be HTTP.
final class FirstBytes: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  static let limit = 96
  private(set) var bytes: [UInt8] = []

  /// Begins anew, with the next request.
  func clear() { bytes.removeAll(keepingCapacity: true) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let missing = FirstBytes.limit - bytes.count
    if missing > 0 { bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView.prefix(missing)) }
    context.fireChannelRead(data)
  }
}
