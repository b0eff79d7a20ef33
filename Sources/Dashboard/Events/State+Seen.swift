import MPanel
import Telemetry

/// Events as they were known at the moment that is shown.
extension State {
  /// All that had happened by then, the newest first.
  var seenEvents: [Occurrence] {
    let moment = shownMoment
    return events.all.reversed().filter { $0.at <= moment }.map(seen)
  }

  /// The alerts that were on then and that nobody has acknowledged, the worst first.
  var shownAlerts: [Occurrence] { held == nil ? events.loudAlerts : EventBook.loud(seenEvents.reversed()) }

  /// One of them, with the figures that its alert had come to by then.
  func seen(_ occurrence: Occurrence) -> Occurrence {
    occurrence.seen(at: shownMoment, alert: held.flatMap { $0.alert(of: occurrence) })
  }
}

extension Held {
  /// What the instance's book of alerts said of it at the moment held; nil where that is not kept.
  func alert(of occurrence: Occurrence) -> Alert? {
    guard let target = occurrence.target, let key = occurrence.alert?.key,
      let place = places.place(of: target),
      watches.indices.contains(place)
    else { return nil }
    return watches[place].alertBook.alert(key)
  }
}
