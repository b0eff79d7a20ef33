import MPanel
import Telemetry

/// What events are sorted by.
enum EventSort: CaseIterable {
  case newest, worst, longest, instance

  var words: String {
    switch self {
    case .newest: "newest first"
    case .worst: "worst first"
    case .longest: "longest first"
    case .instance: "by instance"
    }
  }

  /// - Parameter runningFirst: whether what is over comes after all that is not.
  func order(
    _ newestFirst: [Occurrence], at moment: Moment, runningFirst: Bool, isReversed: Bool
  ) -> [Occurrence] {
    let sorted = newestFirst.enumerated().sorted { left, right in
      precedes(left.element, right.element, at: moment) ?? (left.offset < right.offset)
    }.map(\.element)
    let ordered = isReversed ? sorted.reversed() : sorted
    return runningFirst ? ordered.filter(\.isRunning) + ordered.filter { !$0.isRunning } : ordered
  }

  private func precedes(_ left: Occurrence, _ right: Occurrence, at moment: Moment) -> Bool? {
    switch self {
    case .newest: return nil
    case .worst: return left.severity == right.severity ? nil : left.severity > right.severity
    case .longest:
      let (first, second) = (left.length(at: moment) ?? .zero, right.length(at: moment) ?? .zero)
      return first == second ? nil : first > second
    case .instance: return left.instance == right.instance ? nil : left.instance < right.instance
    }
  }
}
