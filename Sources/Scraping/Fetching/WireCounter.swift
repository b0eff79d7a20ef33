import NIOCore
import NIOHTTP1

/// Counts the bytes of a body before they are unpacked.
final class WireCounter: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  private(set) var count = 0

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: count = 0
    case .body(let buffer): count += buffer.readableBytes
    case .end: break
    }
    context.fireChannelRead(data)
  }
}
