import Telemetry

/// What was seen of each breaker's states, for how long each has lasted and how often it opened.
package struct BreakerMemory: Sendable, Equatable {
  private struct Entry: Sendable, Equatable {
    var sighting: Sighting
    var since: Moment
    var sawBeginning: Bool
    /// When it opened, newest last; bounded.
    var openings: [Moment]
  }

  private var entries: [String: Entry] = [:]
  private var order: [String] = []
  private var afterGap = true

  package init() {}

  /// A scrape failed: what happens until the next good one is not seen.
  package mutating func gap() { afterGap = true }

  /// A new process has new breakers, whatever the old ones were.
  package mutating func restart() {
    entries = entries.mapValues { old in
      // How often they opened stays true of the window.
      var entry = old
      entry.sighting.state = nil
      return entry
    }
    afterGap = true
  }

  /// Takes in what one scrape told, and gives it with what follows from counters.
  @discardableResult
  package mutating func note(_ sightings: [Sighting], at: Moment) -> [Sighting] {
    let resolved = sightings.map { sighting in
      let previous = entries[sighting.name]?.sighting.state
      let known = sighting.resolved(after: previous)
      note(known, after: previous, at: at)
      return known
    }
    let present = Set(sightings.map(\.name))
    order.removeAll { !present.contains($0) }
    for name in entries.keys where !present.contains(name) { entries[name] = nil }
    afterGap = false
    return resolved
  }

  private mutating func note(_ sighting: Sighting, after previous: BreakerState?, at: Moment) {
    guard var entry = entries[sighting.name] else {
      order.append(sighting.name)
      entries[sighting.name] = Entry(sighting: sighting, since: at, sawBeginning: false, openings: [])
      return
    }
    let opened = sighting.state != previous && sighting.state?.isOpen == true && previous != .halfOpen
    let trips = max(sighting.trips(from: previous, to: sighting.state), opened ? 1 : 0)
    if trips > 0 {
      entry.openings = (entry.openings + Array(repeating: at, count: min(trips, 99))).suffix(99)
    }
    // Counters tell of flips between two scrapes, after which the same state is another one.
    if sighting.state != previous || trips > (opened ? 1 : 0) {
      entry.since = at
      entry.sawBeginning = !afterGap
    }
    entry.sighting = sighting
    entries[sighting.name] = entry
  }

  /// The state of each breaker of which one is known.
  package var states: [String: BreakerState] { entries.compactMapValues(\.sighting.state) }

  /// The breakers, open ones first, else as the page lists them.
  package func breakers(at: Moment, window: Duration, absence: Absence) -> Measured<[Breaker]> {
    guard !order.isEmpty else { return .failure(absence) }
    let all = order.compactMap { entries[$0] }.map { entry in
      let lasting = at - entry.since
      var probeIn: Duration?
      if entry.sighting.state == .open, entry.sawBeginning,
        let known = KnownBreaker.named(entry.sighting.name)
      {
        probeIn = max(.seconds(known.openSeconds) - lasting, .zero)
      }
      return Breaker(
        name: entry.sighting.name, state: entry.sighting.state,
        unknownValue: entry.sighting.state == nil ? entry.sighting.value : nil, detail: entry.sighting.detail,
        lasting: lasting, sawBeginning: entry.sawBeginning, probeIn: probeIn,
        trips: entry.openings.count { $0 > at - window })
    }
    return .success(all)
  }
}
