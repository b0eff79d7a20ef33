import Synchronization
import Telemetry

/// All targets of one mptop together: what they share of this machine's sockets, and what manners a large fleet needs.
///
/// Requests wait for their turn in the order in which they came. Targets that let the last request run out of its time
/// have a third of the places and no more, and so have probes, which wait for databases: half of a fleet may hang
/// without holding up the rest.
final class Crowd: Sendable {
  /// What a request is for, each with the most places that it may take.
  enum Lane: Int, CaseIterable {
    case scrape, doubtfulScrape, probe

    var places: Int {
      switch self {
      case .scrape: Crowd.places
      case .doubtfulScrape: 80
      case .probe: 60
      }
    }
  }

  /// The most requests under way at once.
  static let places = 240
  /// Up to so many targets, connections are kept between scrapes, which leaves sockets for probes; up to fewer, one more
  /// is held ready for each.
  static let mostWithConnection = 180
  static let mostWithSpare = 60
  /// With more than so many, the first scrapes are spread over an interval: nobody looks at a hundred rows at once.
  static let mostAtOnce = 50

  private struct Waiting {
    var number: Int
    var lane: Lane
    var continuation: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var targets = 0
    var underWay = [Int](repeating: 0, count: Lane.allCases.count)
    var waiting: [Waiting] = []
    var numbers = 0

    func hasPlace(in lane: Lane) -> Bool {
      underWay[lane.rawValue] < lane.places && underWay.reduce(0, +) < Crowd.places
    }
  }

  private let state = Mutex(State())

  var targets: Int {
    get { state.withLock(\.targets) }
    set { state.withLock { $0.targets = newValue } }
  }

  /// How many wait for a place.
  var waiting: Int { state.withLock(\.waiting.count) }

  var keepsConnections: Bool { targets <= Crowd.mostWithConnection }
  var keepsSpares: Bool { targets <= Crowd.mostWithSpare }

  /// The longest that a target which answered the last time is waited for: if half of all hang from one moment to the
  /// next, there must be places left for the others.
  func longestPatience(interval: Duration) -> Duration {
    let targets = targets
    guard targets > Crowd.mostWithConnection else { return Schedule.longestPatience }
    let places = Double(Crowd.places - Lane.doubtfulScrape.places - Lane.probe.places)
    return min(max(interval * (places / Double(targets)), .seconds(2)), Schedule.longestPatience)
  }

  /// Returns when there is a place, which ``leave(_:)`` has to give back; false where the task was cancelled.
  func enter(_ lane: Lane) async -> Bool {
    let number = state.withLock { state -> Int? in
      if state.hasPlace(in: lane) {
        state.underWay[lane.rawValue] += 1
        return nil
      }
      state.numbers += 1
      return state.numbers
    }
    guard let number else { return true }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isAnswered = state.withLock { state -> Bool in
          if state.hasPlace(in: lane) {
            state.underWay[lane.rawValue] += 1
            return true
          }
          state.waiting.append(Waiting(number: number, lane: lane, continuation: continuation))
          return false
        }
        if isAnswered {
          continuation.resume(returning: true)
        } else if Task.isCancelled {
          cancel(number)
        }
      }
    } onCancel: {
      cancel(number)
    }
  }

  private func cancel(_ number: Int) {
    let waiting = state.withLock { state -> Waiting? in
      guard let place = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiting.remove(at: place)
    }
    waiting?.continuation.resume(returning: false)
  }

  /// Gives a place back, to the first in the line that may have it.
  func leave(_ lane: Lane) {
    let next = state.withLock { state -> Waiting? in
      state.underWay[lane.rawValue] -= 1
      guard let place = state.waiting.firstIndex(where: { state.hasPlace(in: $0.lane) }) else {
        return nil
      }
      let next = state.waiting.remove(at: place)
      state.underWay[next.lane.rawValue] += 1
      return next
    }
    next?.continuation.resume(returning: true)
  }
}
