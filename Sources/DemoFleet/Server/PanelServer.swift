import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

/// One pretend panel behind its port: starts, answers, drains, ends, comes back.
///
/// Everything here happens on one event loop, which is what makes it safe to share.
final class PanelServer: @unchecked Sendable {
  enum Phase: Equatable {
    case serving
    /// Refuses new connections since this moment of the world; open ones get 503.
    case draining(since: Double)
    /// Clean-up is done, or waits for a job; nothing answers until the moment given, if any.
    case down(until: Double?)
  }

  /// How long open connections are still answered, how long all may take, and how long a scripted restart is away.
  static let drainSeconds = 5.0
  static let forcedSeconds = 30.0
  static let awaySeconds = 6.0

  let loop: any EventLoop
  private(set) var port: Int
  private(set) var phase = Phase.serving
  private var answers: PanelAnswers
  private var listener: (any Channel)?
  private var connections: [ObjectIdentifier: PanelHandler] = [:]
  private var cleanUps: [(name: String, run: () -> Void)] = []
  private var comesBack = false
  private let log: (@Sendable (String) -> Void)?
  /// Called when the process of this panel has ended for good.
  var onEnd: (() -> Void)?

  init(panel: PretendPanel, port: Int, loop: any EventLoop, log: (@Sendable (String) -> Void)?) {
    answers = PanelAnswers(panel: panel)
    self.port = port
    self.loop = loop
    self.log = log
    onShutdown("database pool") { [weak self] in self?.answers.panel.pool.settle(at: .infinity) }
    onShutdown("queues") {}
  }

  var name: String { answers.panel.name }
  var unixSeconds: Double { answers.unixSeconds }
  /// Seconds since 1970.
  var startOfProcess: Double { answers.panel.processStart }

  /// Registers what has to be done before the process ends, in this order.
  func onShutdown(_ name: String, _ run: @escaping () -> Void) { cleanUps.append((name, run)) }

  // MARK: - Listening

  func listen() -> EventLoopFuture<Void> {
    ServerBootstrap(group: loop)
      .serverChannelOption(.backlog, value: 64)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
          // mPanel's compression starts at 1 KiB; the legacy build has none.
          try pipeline.addHandler(
            HTTPResponseCompressor(initialByteBufferCapacity: 16_384) { head, _ in
              head.headers.contains(name: "Content-Length") ? .doNotCompress : .compressIfPossible
            })
          try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(6)))
          try pipeline.addHandler(PanelHandler(server: self))
        }
      }
      .bind(host: "127.0.0.1", port: port)
      .map { [self] channel in
        listener = channel
        port = channel.localAddress?.port ?? port
        phase = .serving
      }
  }

  func opened(_ handler: PanelHandler) { connections[ObjectIdentifier(handler)] = handler }
  func closed(_ handler: PanelHandler) { connections[ObjectIdentifier(handler)] = nil }

  // MARK: - Answering

  func answer(_ head: HTTPRequestHead, requestID: String, address: String) -> PanelAnswer {
    guard phase == .serving else { return .draining() }
    return answers.answer(
      method: head.method.rawValue, uri: head.uri, origin: head.headers.first(name: "Origin"),
      requestID: requestID, address: address)
  }

  func answered(_ head: HTTPRequestHead, _ answer: PanelAnswer, requestID: String, milliseconds: Int64) {
    let path = String(head.uri.prefix { $0 != "?" })
    // What the limiter or the shutdown turned away never reaches the counters.
    if answer.status != 429, answer.status != 503 || !answer.closes {
      answers.panel.served(
        method: head.method.rawValue, path: path, status: answer.status, seconds: Double(milliseconds) / 1000)
    }
    log?(
      "info \(name): \(head.method.rawValue) \(path) \(answer.status) \(milliseconds) ms requestId=\(requestID)"
    )
  }

  // MARK: - Time

  /// Lets the panel's world go on.
  func tick(_ seconds: Double) {
    let before = answers.panel.now
    switch phase {
    case .serving:
      answers.panel.advance(by: seconds)
      if answers.panel.restarts(after: before, upTo: answers.panel.now) { shutDown(thenComeBack: true) }
    case .draining(let since):
      answers.panel.advance(by: seconds)
      let elapsed = answers.panel.now - since
      let waits = (answers.panel.runningJobSeconds ?? 0) > 0 && elapsed < PanelServer.forcedSeconds
      guard elapsed >= PanelServer.drainSeconds else { break }
      closeConnections()
      // A job in work delays the end; thirty seconds force it.
      if !waits { end() }
    case .down(let until):
      answers.panel.pass(seconds)
      if let until, answers.panel.now >= until { comeBack() }
    }
    for line in answers.panel.logLines { log?(line) }
    answers.panel.logLines = []
  }

  /// Begins a graceful shutdown, as SIGTERM does. A second one ends at once.
  func shutDown(thenComeBack: Bool = false) {
    guard phase == .serving else {
      if case .draining = phase, !thenComeBack {
        comesBack = false
        closeConnections()
        end()
      }
      return
    }
    comesBack = thenComeBack
    answers.panel.isStopping = true
    phase = .draining(since: answers.panel.now)
    log?("info \(name): shutting down, draining for \(Int(PanelServer.drainSeconds)) s")
    listener?.close(promise: nil)
    listener = nil
    for handler in connections.values where handler.hadRequest && !handler.isBusy {
      handler.channel?.close(promise: nil)
    }
  }

  private func closeConnections() {
    for handler in connections.values { handler.channel?.close(promise: nil) }
  }

  private func end() {
    for cleanUp in cleanUps {
      cleanUp.run()
      log?("info \(name): cleaned up \(cleanUp.name)")
    }
    phase = .down(until: comesBack ? answers.panel.now + PanelServer.awaySeconds : nil)
    log?("info \(name): process ended")
    if !comesBack { onEnd?() }
  }

  private func comeBack() {
    phase = .down(until: nil)
    answers.panel.restart()
    listen().whenFailure { [self] error in
      log?("error \(name): cannot listen on port \(port) again: \(error)")
      phase = .down(until: answers.panel.now + 1)
    }
  }
}
