import Telemetry

extension BreakerMemory {
  /// What one scrape told of a breaker, by all families that tell of it.
  package struct Sighting: Sendable, Hashable {
    package var name: String
    /// What a gauge says, or what follows from counters; nil where that is not known.
    package var state: BreakerState?
    /// The number that no order knows.
    package var value: Double?
    /// Words beside the state, such as the limit that is reached.
    package var detail: String?
    var events: BreakerEvents?
    /// The states whose counters rose since the scrape before; nil where there are no such counters.
    var risen: Set<BreakerState>?
    /// How often it opened since the scrape before, where that is counted.
    var openings: Double?
    private var hasGauge = false

    package init(name: String) { self.name = name }

    /// The first family that has a number for a name is believed: registries that are exposed twice say it twice.
    mutating func take(_ tells: Bindings.BreakerSeries.Tells, value: Double, rise: Double) {
      switch tells {
      case .number(let order):
        guard !hasGauge else { return }
        hasGauge = true
        state = order.state(of: value)
        self.value = value
      case .flag:
        guard !hasGauge else { return }
        hasGauge = true
        state = value == 1 ? .open : value == 0 ? .closed : nil
        self.value = value
      case .state(let named):
        hasGauge = true
        if value == 1 { state = named }
      case .limit(let limit):
        hasGauge = true
        if value == 1 { detail = [detail, limit].compactMap { $0 }.joined(separator: ", ") }
        state = value == 1 || state == .open ? .open : .closed
      case .event(let event):
        events = events ?? BreakerEvents()
        events?.add(event, total: value, rise: rise)
      case .rising(let named):
        risen = risen ?? []
        if rise > 0 { risen?.insert(named) }
      case .openings:
        openings = (openings ?? 0) + rise
      }
    }

    /// What follows from counters, where no gauge says it.
    func resolved(after previous: BreakerState?) -> Sighting {
      guard !hasGauge else { return self }
      var sighting = self
      if let events {
        sighting.state = events.state(after: previous)
      } else if let risen {
        sighting.state = Sighting.state(risen, after: previous)
      }
      return sighting
    }

    /// Of several states that it was in since the scrape before, the one furthest on in the round of a breaker.
    private static func state(_ risen: Set<BreakerState>, after previous: BreakerState?) -> BreakerState? {
      let round: [BreakerState] = [.closed, .open, .halfOpen]
      guard risen.count > 1, let previous, let start = round.firstIndex(of: previous) else {
        return risen.count == 1 ? risen.first : risen.isEmpty ? previous : nil
      }
      let onwards = (1...round.count).map { round[(start + $0) % round.count] }
      return onwards.last { $0 != previous && risen.contains($0) } ?? previous
    }

    /// How often it opened from closed since the scrape before, as far as counters tell; 0 where there are none.
    func trips(from previous: BreakerState?, to state: BreakerState?) -> Int {
      max(events?.trips(from: previous, to: state) ?? 0, saturating(openings ?? 0))
    }
  }
}
