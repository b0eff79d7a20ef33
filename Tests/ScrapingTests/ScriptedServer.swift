import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on 127.0.0.1 that answers every request with the bytes it was told to, right or wrong.
final class ScriptedServer: Sendable {
  enum Act: Sendable {
    case send([UInt8])
    /// Sends the bytes one at a time, a few milliseconds apart.
    case drip([UInt8])
    /// Sends the bytes again and again until the other side has gone.
    case flood([UInt8])
    case close
    case reset
    /// Says nothing and does not hang up.
    case hang
  }

  struct Request: Sendable {
    var method = "GET"
    var path: String
    /// Counted from 0, in the order in which they were accepted.
    var connection: Int
    /// Names in small letters.
    var headers: [String: String]
    /// As long as `Content-Length` says.
    var body = ""
  }

  /// What to do for a request; its first argument is the request's place among all.
  typealias Script = @Sendable (Int, Request) -> [Act]

  struct Log {
    var connections = 0
    var requests: [Request] = []
    var channels: [Int: any Channel] = [:]
  }

  let port: Int
  private let listener: any Channel
  private let log: Box
  private let group: MultiThreadedEventLoopGroup

  final class Box: Sendable {
    let log = Mutex(Log())
  }

  /// `greeting` is sent to every connection as soon as it is accepted.
  init(greeting: [UInt8] = [], security: NIOSSLContext? = nil, _ script: @escaping Script) async throws {
    let log = Box()
    self.log = log
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    listener = try await ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        let number = log.log.withLock { log in
          defer { log.connections += 1 }
          log.channels[log.connections] = channel
          return log.connections
        }
        return channel.eventLoop.makeCompletedFuture {
          if let security {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: security))
          }
          try channel.pipeline.syncOperations.addHandler(
            Handler(number: number, greeting: greeting, box: log, script: script))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = listener.localAddress?.port ?? 0
  }

  var requests: [Request] { log.log.withLock(\.requests) }
  var connections: Int { log.log.withLock(\.connections) }

  /// Refuses new connections and leaves the open ones alone.
  func stopListening() async throws { try await listener.close() }

  /// Does what mPanel does when it is told to stop: refuses new connections, hangs up on those that were used
  /// and keeps those that were not.
  func closeUsed() async throws {
    try await listener.close()
    let used = log.log.withLock { log in
      let numbers = Set(log.requests.map(\.connection))
      return log.channels.filter { numbers.contains($0.key) }.map(\.value)
    }
    for channel in used { try? await channel.close() }
  }

  func stop() async { try? await group.shutdownGracefully() }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let number: Int
    private let greeting: [UInt8]
    private let box: Box
    private let script: Script
    private var seen: [UInt8] = []

    init(number: Int, greeting: [UInt8], box: Box, script: @escaping Script) {
      self.number = number
      self.greeting = greeting
      self.box = box
      self.script = script
    }

    func channelActive(context: ChannelHandlerContext) {
      if !greeting.isEmpty { send(greeting, context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      seen += Array(unwrapInboundIn(data).readableBytesView)
      let end = Array("\r\n\r\n".utf8)
      while let mark = seen.firstRange(of: end) {
        let lines = String(decoding: seen[..<mark.lowerBound], as: UTF8.self).split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let sides = line.split(separator: ":", maxSplits: 1)
          headers[sides[0].lowercased()] = sides.count > 1 ? sides[1].drop { $0 == " " }.description : ""
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard seen.count >= mark.upperBound + length else { return }
        let body = String(decoding: seen[mark.upperBound..<mark.upperBound + length], as: UTF8.self)
        seen.removeSubrange(..<(mark.upperBound + length))
        let words = lines.first?.split(separator: " ") ?? []
        let request = Request(
          method: words.first.map(String.init) ?? "", path: words.count > 1 ? String(words[1]) : "",
          connection: number, headers: headers, body: body)
        let place = box.log.withLock { log in
          log.requests.append(request)
          return log.requests.count - 1
        }
        for act in script(place, request) { perform(act, context) }
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func perform(_ act: Act, _ context: ChannelHandlerContext) {
      switch act {
      case .send(let bytes): send(bytes, context)
      case .close: context.close(promise: nil)
      case .reset:
        if let options = context.channel as? any SocketOptionProvider {
          options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
          }
        }
      case .hang: break
      case .drip(let bytes): drip(bytes[...], context)
      case .flood(let bytes): flood(bytes, context)
      }
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func drip(_ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
      guard let first = bytes.first, context.channel.isActive else { return }
      send([first], context)
      context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(5)) {
        self.drip(bytes.dropFirst(), context)
      }
    }

    private func flood(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).assumeIsolated().whenSuccess {
        self.flood(bytes, context)
      }
    }
  }
}
