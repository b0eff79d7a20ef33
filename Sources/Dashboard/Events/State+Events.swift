import MPanel
import Telemetry

extension State {
  /// Takes in what one request brought, and notes what it changed.
  mutating func take(_ report: Report, at place: Int) -> [Effect] {
    let before = Glance(watches[place])
    watches[place].take(report)
    return note(before, place, requestID: report.exchange.requestID)
  }

  /// Time passes: an instance that is not well may have been so for long enough.
  mutating func passTime() -> [Effect] {
    var effects: [Effect] = []
    for place in watches.indices
    where watches[place].awaitsTime && watches[place].standing.condition.severity >= .warning {
      let before = Glance(watches[place])
      watches[place].watchStanding(at: now)
      effects += note(before, place, requestID: watches[place].reports[.metrics]?.exchange.requestID)
    }
    return effects
  }

  private mutating func note(_ before: Glance, _ place: Int, requestID: String?) -> [Effect] {
    let watch = watches[place]
    fleet.take(watch.brief, at: place)
    let changes = events.note(before, Glance(watch), of: watch, requestID: requestID, at: now)
    // Errors come and go with what /api/ready alone can name: the database.
    let asks = changes.contains { $0.alert.key.rule == "errors" }
    return (asks ? [.askReadiness(target: watch.target.id)] : [])
      + changes.flatMap { change in
        alertDelivery.effects(
          of: change, target: watch.target, requestID: requestID, preferences.alerts, at: now)
      }
  }

  /// Other targets: those that went are over, those that came are told.
  mutating func noteTargets(before: [Target]) {
    let (old, new) = (Set(before.map(\.id)), Set(watches.map(\.target.id)))
    for target in before where !new.contains(target.id) {
      events.endAll(of: target.id, at: now)
      events.add(.target, "removed", reason: target.address, severity: .good, at: now, of: target)
    }
    for target in watches.map(\.target) where !old.contains(target.id) {
      events.add(.target, "added", reason: target.address, severity: .good, at: now, of: target)
    }
  }

  /// Other rules: alerts that no rule watches for any more are over.
  mutating func useAlertRules() {
    let rules = AlertRules(preferences.alerts)
    for place in watches.indices {
      let before = Glance(watches[place])
      watches[place].rules = rules
      _ = note(before, place, requestID: nil)
    }
  }

  /// Drops a mark where the operator is now.
  mutating func mark() {
    let target =
      view.isOfOneInstance && shownWatches.indices.contains(shown) ? shownWatches[shown].target : nil
    let name = events.mark(at: now, showing: "set in the \(view.name) view", of: target)
    notice = Notice(words: "\(name) at \(clock.time(now.unixSeconds)): 7 lists it", isError: false, at: now)
  }

  /// Whoever saw the selected alert has seen it: the first line and the bell are quiet about it.
  mutating func acknowledge() {
    guard let row = scene.selectedRow(list) ?? list.opened, let id = EventsView.id(of: row),
      let occurrence = events.occurrence(id), occurrence.kind == .alert
    else {
      notice = Notice(words: "no alert is selected; a lists them", isError: true, at: now)
      return
    }
    events.change(id) { $0.isAcknowledged.toggle() }
  }
}
