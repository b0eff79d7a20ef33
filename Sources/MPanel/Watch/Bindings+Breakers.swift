import Exposition
import Telemetry

/// Which series tell of breakers, and what they say now.
extension Bindings {
  /// One series that tells something of one breaker.
  package struct BreakerSeries: Sendable {
    package var breaker: String
    package var tells: Tells
    package var slot: Int

    package enum Tells: Sendable, Hashable {
      /// A number, by this order.
      case number(BreakerOrder)
      /// 1 where this state holds.
      case state(BreakerState)
      case flag
      case limit(String)
      case event(BreakerEvents.Event)
      /// Rises while this state holds.
      case rising(BreakerState)
      case openings
    }
  }

  /// The series of breakers in all families, the first family that tells a state, and how many breakers were left out: a
  /// server that invents names without end gets as many as there are charts for, and no more.
  static func breakers(
    _ history: History, order: BreakerOrder?
  ) -> (series: [BreakerSeries], family: String?, leftOut: Int) {
    var found: [BreakerSeries] = []
    var declared: String?
    var names: Set<String> = []
    var leftOut: Set<String> = []
    for family in history.families + history.undeclaredNames.map({ Family(name: $0) }) {
      let plain = history.slots(ofSample: family.name)
      // OpenMetrics' counters have their ending in the sample alone.
      let slots = plain.isEmpty ? history.slots(ofSample: family.name + "_total") : plain
      guard let first = slots.first else {
        // Without a series nothing is known of its labels: any will do.
        if BreakerConvention(
          family: family.name, type: family.type, help: "", labels: ["event", "event_name", "state"]) != nil
        {
          declared = declared ?? family.name
        }
        continue
      }
      guard
        let convention = BreakerConvention(
          family: family.name, type: family.type, help: family.help,
          labels: history.labels(of: first).map(\.name),
          order: order)
      else { continue }
      declared = declared ?? family.name
      for series in series(slots, of: convention, family: family.name, in: history) {
        if names.count < Trail.mostNames { names.insert(series.breaker) }
        if names.contains(series.breaker) { found.append(series) } else { leftOut.insert(series.breaker) }
      }
    }
    return (found, declared, leftOut.count)
  }

  private static func series(
    _ slots: [Int], of convention: BreakerConvention, family: String, in history: History
  ) -> [BreakerSeries] {
    var found: [BreakerSeries] = []
    var seen: Set<String> = []
    for slot in slots {
      let labels = history.labels(of: slot)
      guard let tells = tells(convention, labels) else { continue }
      var name = value(of: .breaker, in: labels) ?? family
      if case .number = tells, !seen.insert(name).inserted { name = full(name, labels) }
      if case .flag = tells, !seen.insert(name).inserted { name = full(name, labels) }
      found.append(BreakerSeries(breaker: name, tells: tells, slot: slot))
    }
    return found
  }

  /// Two breakers of one name are told apart by what else their labels say: `openai gpt-4`.
  private static func full(_ name: String, _ labels: [Label]) -> String {
    ([name] + labels.map(\.value).filter { $0 != name }).joined(separator: " ")
  }

  private static func tells(_ convention: BreakerConvention, _ labels: [Label]) -> BreakerSeries.Tells? {
    func word(_ label: String) -> String? { labels.first { $0.name == label }?.value }
    switch convention {
    case .numbered(let order): return .number(order)
    case .flag: return .flag
    case .limit(let limit): return .limit(limit)
    case .openings: return .openings
    case .oneHot(let label): return word(label).flatMap { BreakerState(word: $0) }.map { .state($0) }
    case .rising(let label): return word(label).flatMap { BreakerState(word: $0) }.map { .rising($0) }
    case .events(let label): return word(label).flatMap { BreakerEvents.Event(word: $0) }.map { .event($0) }
    }
  }

  /// What each breaker's series say as of the newest scrape, in the order of the page.
  package func breakerStates(_ history: History, at: Moment) -> [BreakerMemory.Sighting] {
    var sightings: [BreakerMemory.Sighting] = []
    var places: [String: Int] = [:]
    for series in breakers {
      guard let value = history.value(series.slot, at: at) else { continue }
      let place = places[series.breaker] ?? sightings.count
      if place == sightings.count {
        sightings.append(BreakerMemory.Sighting(name: series.breaker))
        places[series.breaker] = place
      }
      sightings[place].take(series.tells, value: value, rise: history.lastIncrease(slots: [series.slot]))
    }
    return sightings
  }
}
