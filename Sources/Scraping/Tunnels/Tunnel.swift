import Glibc
import MPanel
import NIOCore

/// One ssh process and the sockets that it holds open: what is connected to them comes out behind its gateway.
///
/// Started when somebody wants to go through it, and started again when somebody does after it ended: at once where it
/// had stood, else with a growing pause, so that a host that refuses is not knocked at for ever.
package actor Tunnel {
  private enum Phase {
    case down(reason: String?)
    case starting
    case up
  }

  /// After so many failures in a row; the last is repeated.
  private static let pauses: [Duration] = [1, 2, 5, 10, 20, 40, 60].map { .seconds($0) }
  /// How long an entrance has to be there before a failure is the first one again.
  private static let proof: Duration = .seconds(20)

  private let gateway: Gateway
  private let command: SSHCommand
  private let folder: TunnelFolder?
  private let number: Int
  private var forwards: [Place.Socket: Forward] = [:]
  /// How many go through each of them.
  private var users: [Place.Socket: Int] = [:]
  private var entrances = 0
  /// Whether the process that is starting knows its ways already.
  private var isSettled = false
  private var phase = Phase.down(reason: nil)
  private var process: Task<Void, Never>?
  /// Counts the processes, so that one that ends late is not taken for its successor.
  private var generation = 0
  private var failures = 0
  private var nextStart = NIODeadline.uptimeNanoseconds(0)
  private var wasUp: NIODeadline?
  private var complaints: [(words: String, at: NIODeadline)] = []
  private var isClosed = false

  init(through gateway: Gateway, command: SSHCommand, folder: TunnelFolder?, number: Int) {
    self.gateway = gateway
    self.command = command
    self.folder = folder
    self.number = number
  }

  /// Says that somebody will go to `target`, until ``leave(_:)``.
  package func join(_ target: Place.Socket) {
    users[target, default: 0] += 1
    guard let folder, forwards[target] == nil else { return }
    forwards[target] = Forward(entrance: "\(folder.path)/\(number)-\(entrances)", target: target)
    entrances += 1
    // ssh learns of its ways when it starts.
    if isSettled { end() }
  }

  /// Takes back one ``join(_:)``. With the last one, the process ends.
  package func leave(_ target: Place.Socket) {
    users[target, default: 1] -= 1
    guard users[target] == 0 else { return }
    users[target] = nil
    forwards[target] = nil
    if forwards.isEmpty { end() }
  }

  /// The socket here that leads to `target` there, as soon as it does.
  package func entrance(to target: Place.Socket, until deadline: NIODeadline) async throws(ScrapeFailure)
    -> String
  {
    guard folder != nil else { throw .unreachable("no folder for the sockets of ssh can be made") }
    guard !isClosed, let entrance = forwards[target]?.entrance else { throw .connectionLost }
    // Somebody has tidied up: a socket without a name leads nowhere.
    if case .up = phase, access(entrance, F_OK) != 0 { end() }
    if case .down(let reason) = phase {
      if let reason, NIODeadline.now() < nextStart { throw .unreachable(reason) }
      start()
    }
    while !isClosed, let forward = forwards[target] {
      switch phase {
      case .up: return forward.entrance
      case .down(let reason?): throw .unreachable(reason)
      // Ended without a reason so that it learns of another's way: that is no failure of this one.
      case .down(nil): start()
      case .starting:
        guard NIODeadline.now() < deadline, !Task.isCancelled else {
          throw .unreachable(complaints.last?.words ?? "ssh: \(gateway.host) does not answer yet")
        }
        do { try await Task.sleep(for: Tunnel.glance) } catch {}
      }
    }
    throw .connectionLost
  }

  /// How long to wait before looking again whether ssh has made its sockets, or said something.
  private static let glance: Duration = .milliseconds(20)

  /// What ssh says of a connection that it closed without a word from the other side; nil where it says nothing.
  func complaint(since opened: NIODeadline) async -> ScrapeFailure? {
    // It writes before it closes, but on another way to here.
    for _ in 0..<25 {
      for complaint in complaints.reversed() where complaint.at >= opened {
        if let failure = SSHComplaint.farFailure(complaint.words) { return failure }
        if case .down = phase { return .unreachable(complaint.words) }
      }
      do { try await Task.sleep(for: Tunnel.glance) } catch { return nil }
    }
    return nil
  }

  /// The next who wants to go through need not wait for the end of a pause.
  func hasten() { nextStart = .uptimeNanoseconds(0) }

  func close() async {
    isClosed = true
    let process = process
    end()
    await process?.value
  }

  private func start() {
    generation += 1
    phase = .starting
    complaints = []
    wasUp = nil
    isSettled = false
    let generation = generation
    let previous = process
    process = Task {
      previous?.cancel()
      await previous?.value
      // A fleet behind one gateway comes all at once.
      do { try await Task.sleep(for: Tunnel.glance) } catch { return }
      guard generation == self.generation else { return }
      isSettled = true
      guard let folder, folder.isThere() else {
        return self.fall(generation, "no folder for the sockets of ssh: \(folder?.path ?? "") is gone")
      }
      let ways = forwards.values.sorted { $0.entrance < $1.entrance }
      for way in ways { unlink(way.entrance) }
      let ending = await SSHProcess(
        program: command.program, arguments: command.arguments(to: gateway, forwards: ways),
        sockets: ways.map(\.entrance)
      ).run(
        isUp: { await self.rise(generation) },
        said: { await self.note($0) })
      for way in ways { unlink(way.entrance) }
      self.fall(generation, ending)
    }
  }

  /// Ends the process that there is, if any, without a grudge.
  private func end() {
    process?.cancel()
    isSettled = false
    generation += 1
    phase = .down(reason: nil)
  }

  private func rise(_ generation: Int) {
    guard generation == self.generation else { return }
    phase = .up
    wasUp = .now()
  }

  private func fall(_ generation: Int, _ ending: String?) {
    guard generation == self.generation else { return }
    let stood = wasUp.map { Duration(NIODeadline.now() - $0) } ?? .zero
    failures = stood >= Tunnel.proof ? 0 : failures + 1
    let pause = failures == 0 ? .zero : Tunnel.pauses[min(failures, Tunnel.pauses.count) - 1]
    nextStart = .now() + TimeAmount(pause)
    phase = .down(reason: complaints.last?.words ?? ending ?? "ssh ended")
  }

  private func note(_ line: String) {
    guard let words = SSHComplaint.words(line) else { return }
    complaints = complaints.suffix(15) + [(words, .now())]
  }
}
