import MPanel
import Telemetry

/// A screen that is held still, at the moment of the pause or at one before it.
package struct Held: Sendable {
  /// As they were at ``at``.
  package internal(set) var watches: [Watch]
  package let at: Moment
  let places: TargetPlaces
  /// Of ``watches``.
  var fleet: FleetRoster
  /// What earlier moments are found in, and when it was put aside.
  let source: [Watch]
  let taken: Moment

  /// The watches as they are now.
  init(_ watches: [Watch], _ fleet: FleetRoster, at now: Moment) {
    self.watches = watches
    self.fleet = fleet
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
    fleet = FleetRoster(watches.map(\.brief))
    self.source = source
    self.taken = taken
  }

  /// Rates and percentiles rest on this window from now on.
  mutating func use(_ window: Duration) {
    for index in watches.indices { watches[index].window = window }
    fleet = FleetRoster(watches.map(\.brief))
  }
}
