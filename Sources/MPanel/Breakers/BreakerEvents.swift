/// What counters tell of one breaker: how often each thing happened in all, and since the scrape before.
package struct BreakerEvents: Sendable, Hashable {
  package enum Event: Sendable, Hashable {
    case opened, halfOpened, closed, rejected, succeeded

    /// The event that a word names in any of the spellings seen in the wild; nil for one that says nothing of a state.
    package init?(word: String) {
      switch word.lowercased().filter(\.isLetter) {
      case "open", "opened", "oncircuitopened": self = .opened
      case "halfopen", "halfopened", "oncircuithalfopened": self = .halfOpened
      case "close", "closed", "oncircuitclosed": self = .closed
      case "reject", "rejected", "shortcircuit", "shortcircuited": self = .rejected
      case "success", "succeeded": self = .succeeded
      default: return nil
      }
    }
  }

  package private(set) var totals: [Event: Double] = [:]
  package private(set) var rises: [Event: Double] = [:]

  package init() {}

  mutating func add(_ event: Event, total: Double, rise: Double) {
    totals[event, default: 0] += total
    rises[event, default: 0] += rise
  }

  private func total(_ event: Event) -> Double { totals[event] ?? 0 }
  private func rose(_ event: Event) -> Double { rises[event] ?? 0 }

  /// The state after what happened since the scrape before; `previous` is nil where nothing was known then.
  func state(after previous: BreakerState?) -> BreakerState? {
    guard let previous else { return byTotals ?? byCalls }
    let moved = [Event.opened, .halfOpened, .closed].filter { rose($0) > 0 }
    switch moved {
    case []: return previous
    case [.opened]: return .open
    case [.halfOpened]: return .halfOpen
    case [.closed]: return .closed
    default: break
    }
    // Several: opening and closing take turns, so the totals often leave but one answer; else what calls met does.
    if let state = byTotals ?? byCalls { return state }
    let (opened, closed) = (rose(.opened), rose(.closed))
    if previous.isOpen { return closed > opened ? .closed : .open }
    return opened > closed ? .open : .closed
  }

  /// What the totals alone prove. Every breaker begins closed; a probe that fails opens it again without a closing, so
  /// that more openings than closings prove nothing once there was a closing.
  private var byTotals: BreakerState? {
    let (opened, half, closed) = (total(.opened), total(.halfOpened), total(.closed))
    if opened == closed { return .closed }
    if totals[.halfOpened] != nil {
      // Each probe follows an opening: one opening more than probes is one that was not probed yet.
      if opened > half { return .open }
      return closed == 0 ? .halfOpen : nil
    }
    return closed == 0 ? .open : nil
  }

  /// A call that was refused met an open breaker, one that succeeded a closed one.
  private var byCalls: BreakerState? {
    if rose(.rejected) > 0, rose(.succeeded) == 0 { return .open }
    if rose(.succeeded) > 0, rose(.rejected) == 0 { return .closed }
    return nil
  }

  /// How often it opened from closed between the scrape before and this one: each such opening ends in a closing, but
  /// for the one that still lasts. Failed probes are none.
  func trips(from previous: BreakerState?, to state: BreakerState?) -> Int {
    guard let previous, let state else { return 0 }
    func isAway(_ state: BreakerState) -> Double { state == .closed ? 0 : 1 }
    return saturating(max(rose(.closed) + isAway(state) - isAway(previous), 0))
  }
}
