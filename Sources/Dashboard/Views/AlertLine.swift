import Drawing
import MPanel

/// The alerts that are on and that nobody has acknowledged, for the first line: the worst in words and how many more.
///
/// While the screen is held they are those of the moment shown, and behind `now` those that were raised since: whoever
/// looks back must not miss what begins meanwhile.
struct AlertLine {
  private let loud: [Occurrence]
  private let since: [Occurrence]
  private let isOfOne: Bool

  init(_ state: State) {
    isOfOne = state.watches.count == 1
    // Those of the instance that is shown are told below, with its figures.
    let shown = state.view == .instance ? state.shownTarget : nil
    loud = state.view == .events ? [] : state.shownAlerts.filter { $0.target != shown }
    since = state.held.map { held in state.events.loudAlerts.filter { $0.at > held.at } } ?? []
  }

  /// What is to be said of them, the fullest first; empty where none is on.
  var names: [[Span]] {
    guard let worst = loud.first else { return later }
    let pieces = [words(of: worst), short(of: worst)].map { words in
      [Span("\(shape(loud)) \(name(of: worst))\(words)\(more(loud))", worst.urgency.role)]
    }
    guard let many = later.last else {
      return [pieces[0] + [Span("  a", .focus), Span(" alerts", .faint)]] + pieces
    }
    return later.map { pieces[0] + [Span("  ")] + $0 } + [pieces[1] + [Span("  ")] + many]
  }

  /// How many they are, where there is no room for more; the fullest first.
  var counts: [[Span]] {
    let then = loud.isEmpty ? [] : [number(of: loud)]
    guard let worst = since.first else { return then.isEmpty ? [] : [then] }
    let now = [Span("now ", .label), Span("\(shape(since)) \(since.count)", worst.urgency.role)]
    return then.isEmpty ? [now] : [then + [Span("  ")] + now, then]
  }

  /// Those of now that the moment shown did not have, the fullest first.
  private var later: [[Span]] {
    guard let worst = since.first else { return [] }
    let named = [words(of: worst), short(of: worst)].map { words in
      Span("\(shape(since)) \(name(of: worst))\(words)\(more(since))", worst.urgency.role)
    }
    return (named + [number(of: since)]).map { [Span("now ", .label), $0] }
  }

  private func number(of alerts: [Occurrence]) -> Span {
    Span(
      "\(shape(alerts)) \(alerts.count == 1 ? "1 alert" : "\(alerts.count) alerts")",
      (alerts.first?.urgency ?? .good).role)
  }

  private func words(of alert: Occurrence) -> String { alert.alert?.words ?? alert.what }

  /// The name in the table is shorter than words that need none beside them.
  private func short(of alert: Occurrence) -> String {
    alert.alert.flatMap { $0.key.subject.isEmpty ? $0.key.rule : nil } ?? words(of: alert)
  }

  private func name(of alert: Occurrence) -> String {
    isOfOne ? "" : "\(ShortName.of(alert.instance, columns: 16)) "
  }

  private func shape(_ alerts: [Occurrence]) -> String { alerts.first?.urgency == .critical ? "✖" : "▲" }
  private func more(_ alerts: [Occurrence]) -> String { alerts.count > 1 ? " +\(alerts.count - 1)" : "" }
}
