import Drawing
import MPanel
import Telemetry

/// What happened, the newest first; with `a` only the alerts, those that are on first.
struct EventsView: Scene {
  private let state: State
  /// In the order of the rows.
  let occurrences: [Occurrence]
  private let list: ListState

  init(_ state: State) {
    self.state = state
    list = state.lists[.events] ?? ListState()
    let isOfAlerts = state.showsAlertsOnly
    let seen = state.seenEvents.filter { [list] occurrence in
      (isOfAlerts ? occurrence.kind == .alert : !occurrence.isToldElsewhere)
        && list.filter.admits(occurrence.text)
    }
    occurrences = EventSort.allCases[list.sort % EventSort.allCases.count].order(
      seen, at: state.shownMoment, runningFirst: isOfAlerts, isReversed: list.isReversed)
  }

  static func row(of id: Int) -> String { "\(id)" }
  static func id(of row: String) -> Int? { Int(row) }

  /// Nothing can be selected while one is open: then keys scroll.
  var rows: [String] { opened == nil ? occurrences.map { EventsView.row(of: $0.id) } : [] }
  var sorts: [String] { EventSort.allCases.map(\.words) }
  let opensRows = true

  private var opened: Occurrence? {
    list.opened.flatMap(EventsView.id).flatMap { state.events.occurrence($0) }.map(state.seen)
  }

  func overflow(_ size: Size) -> Int {
    guard let opened else { return 0 }
    return max(page(of: opened).lines(width: size.columns - 4).count - max(size.rows - 4, 1), 0)
  }

  func fullRows(width: Int) -> Int {
    max((opened.map { page(of: $0).lines(width: width - 4).count } ?? occurrences.count + 1) + 4, 10)
  }

  func draw(on canvas: Canvas) {
    if let opened {
      page(of: opened).draw(on: canvas, scroll: list.scroll)
      return
    }
    let inside = Frame(title: state.showsAlertsOnly ? "Alerts" : "Events", note: note()).draw(on: canvas)
    let padded = inside.part(Rect(x: 1, y: 0, width: inside.width - 2, height: inside.height))
    guard !occurrences.isEmpty else {
      let lines = WrappedText.lines(emptiness, width: max(padded.width - 2, 8))
      for (row, line) in lines.prefix(padded.height).enumerated() {
        padded.put(
          line, x: 1, y: min(1, padded.height - 1) + row, role: .faint, width: max(padded.width - 2, 0))
      }
      return
    }
    let selected = selectedRow(list).flatMap { rows.firstIndex(of: $0) }
    EventTable(
      occurrences: occurrences, selected: selected, isOfAlerts: state.showsAlertsOnly,
      isOfOne: state.watches.count == 1,
      at: state.shownMoment, clock: state.clock, rules: AlertRules(state.preferences.alerts)
    ).draw(on: padded)
  }

  private func page(of occurrence: Occurrence) -> EventPage {
    EventPage(
      occurrence: occurrence, at: state.shownMoment, isPast: state.held != nil, clock: state.clock)
  }

  private func note() -> [[Span]] {
    let on = state.seenEvents.count { $0.kind == .alert && $0.isRunning }
    let sort = sorts[list.sort % sorts.count]
    return [
      list.filter.isEmpty
        ? [Span(list.isReversed ? "\(sort), turned round" : sort, .faint)]
        : [Span("\(occurrences.count) with \(list.filter.text)", .warning)],
      [
        Span(
          on == 1 ? "1 alert is on" : on == 0 ? "no alert is on" : "\(on) alerts are on",
          on == 0 ? .good : .warning)
      ],
    ]
  }

  private var emptiness: String {
    if !list.filter.isEmpty { return "nothing here has \(list.filter.text); Esc shows all" }
    let since = "since \(state.clock.time(state.started.unixSeconds))"
    return state.showsAlertsOnly
      ? "no alert \(since); docs/alerts.md lists what mptop watches for"
      : "nothing has happened \(since): changes of state, alerts, restarts, breakers and marks (m) will be listed here. Restarts need process_start_time_seconds, flips of breakers a breaker gauge: docs/mpanel.md has the lines"
  }
}
