import Glibc
import NIOCore
import NIOPosix

/// Pretend mPanels, served over real HTTP on loopback by this process, and the clock that drives their world.
package final class PretendFleet: Sendable {
  /// An instance that one can point mptop at.
  package struct Instance: Sendable, Hashable {
    package var name: String
    /// `127.0.0.1:PORT`.
    package var address: String
  }

  package let instances: [Instance]
  private let servers: [PanelServer]
  private let group: MultiThreadedEventLoopGroup
  private let timer: RepeatedTask

  /// Why the fleet could not be started.
  package struct StartError: Error, CustomStringConvertible {
    package let description: String
  }

  private static let cast: [(name: String, build: Build, upSeconds: Double)] = [
    ("alpha", .documented, 3 * 86_400 + 4 * 3600 + 120), ("beta", .patched, 9 * 3600 + 700),
    ("gamma", .patched, 26 * 3600 + 40), ("delta", .stock, 12 * 86_400 + 600),
    ("legacy", .legacy, 41 * 86_400),
  ]

  /// How long the world has gone on before anyone looks, seconds: counters are not at zero, queues have settled.
  private static let warmUp = 60.0

  /// Starts the fleet.
  ///
  /// - Parameters:
  ///   - firstPort: the port of the first instance, the others following; nil for any that are free.
  ///   - unixSeconds: the wall clock now, from which the world's time goes on.
  ///   - log: gets one line a request and one an event; nil for no log.
  package static func start(
    scenario: Scenario, seed: UInt64, firstPort: Int?, unixSeconds: Double,
    log: (@Sendable (String) -> Void)? = nil
  ) throws -> PretendFleet {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    var servers: [PanelServer] = []
    for (place, one) in cast.enumerated() {
      let panel = PretendPanel(
        name: one.name, build: one.build, scenario: scenario, seed: seed, worldStart: unixSeconds - warmUp,
        upSeconds: one.upSeconds, storyStart: warmUp)
      let port = firstPort.map { $0 + place } ?? 0
      let server = PanelServer(panel: panel, port: port, loop: loop, log: log)
      do {
        try server.listen().wait()
      } catch {
        try? group.syncShutdownGracefully()
        throw StartError(description: "cannot listen on 127.0.0.1:\(port): \(reason(error))")
      }
      servers.append(server)
    }
    return PretendFleet(servers: servers, group: group, loop: loop)
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return error.errnoCode == EADDRINUSE ? "the port is in use" : "\(error.description)"
  }

  private init(servers: [PanelServer], group: MultiThreadedEventLoopGroup, loop: any EventLoop) {
    self.servers = servers
    self.group = group
    instances = servers.map { Instance(name: $0.name, address: "127.0.0.1:\($0.port)") }
    let clock = NIOLoopBoundBox.makeBoxSendingValue(NIODeadline.now(), eventLoop: loop)
    // The warm-up belongs to the first tick, so that starting does not wait for it.
    let first = NIOLoopBoundBox.makeBoxSendingValue(true, eventLoop: loop)
    timer = loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(200)) { _ in
      let now = NIODeadline.now()
      // After a suspend the world does not rush to catch up.
      var elapsed = min(Double((now - clock.value).nanoseconds) / 1e9, 5)
      clock.value = now
      if first.value {
        first.value = false
        elapsed = PretendFleet.warmUp
      }
      for server in servers { server.tick(elapsed) }
    }
  }

  /// Shuts all instances down as SIGTERM does, and returns when their processes have ended.
  package func shutDown() async {
    await withTaskGroup(of: Void.self) { tasks in
      for server in servers {
        tasks.addTask {
          let ended = server.loop.makePromise(of: Void.self)
          server.loop.execute {
            if case .down = server.phase {
              ended.succeed()
            } else {
              server.onEnd = { ended.succeed() }
              server.shutDown()
            }
          }
          try? await ended.futureResult.get()
        }
      }
    }
    timer.cancel()
  }

  /// Ends everything now.
  package func stopNow() {
    timer.cancel()
    group.shutdownGracefully { _ in }
  }
}
