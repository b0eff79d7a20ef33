import MPanel
import Telemetry

/// A screen that is held still, at the moment of the pause or at one before it.
package struct Held: Sendable {
  /// As they were at ``at``.
  package internal(set) var watches: [Watch]
  package let at: Moment
  let places: TargetPlaces
  /// What earlier moments are found in, and when it was put aside.
  let source: [Watch]
  let taken: Moment

  /// The watches as they are now.
  init(_ watches: [Watch], at now: Moment) {
    self.watches = watches
    at = now
    places = TargetPlaces(watches)
    source = watches
    taken = now
  }

  /// The watches as they were at a moment.
  init(_ source: [Watch], taken: Moment, rewoundTo moment: Moment, window: Duration) {
    watches = source.map { $0.rewound(to: moment, window: window) }
    at = moment
    places = TargetPlaces(source)
    self.source = source
    self.taken = taken
  }
}
