import Telemetry

/// How often the screen is painted for what comes in by itself: reports of a large fleet come by the hundred in a
/// second, and nobody reads a hundred frames.
///
/// What the operator does is painted at once; this is not asked.
package struct Pace {
  /// At most ten frames a second, and a twentieth of a core.
  private static let shortest: Duration = .milliseconds(100)
  private static let restPerWork = 20
  private static let longest: Duration = .seconds(2)

  private var earliest: Moment?
  private var owes = false

  package init() {}

  /// Something has changed that is not painted yet.
  package mutating func owe() { owes = true }

  /// Whether it is time to paint.
  package func isDue(at moment: Moment) -> Bool { owes && (earliest.map { moment >= $0 } ?? true) }

  package mutating func painted(from start: Moment, until end: Moment) {
    owes = false
    earliest = start + min(max(Pace.shortest, (end - start) * Pace.restPerWork), Pace.longest)
  }

  /// How long may be waited for events: `time`, or less where a frame is owed.
  package func rest(_ time: Duration, at moment: Moment) -> Duration {
    guard owes, let earliest else { return time }
    return min(time, max(earliest - moment, .milliseconds(1)))
  }
}
