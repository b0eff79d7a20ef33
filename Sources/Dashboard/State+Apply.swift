import Drawing
import MPanel
import Telemetry

extension State {
  /// The intervals that `d` goes through.
  package static let intervals: [Duration] = [1, 2, 5, 10, 30].map { .seconds($0) }

  /// The only place where state changes: what happened in, what is to be done out.
  package mutating func apply(_ event: Event, at moment: Moment) -> [Effect] {
    now = moment
    if let notice, now - notice.at > Notice.life { self.notice = nil }
    switch event {
    case .tick:
      return []
    case .resized(let size):
      self.size = size
      helpScroll = min(helpScroll, HelpView.overflow(of: self))
      return []
    case .resumed:
      return [.repaint]
    case .report(let report):
      guard watches.indices.contains(report.target) else { return [] }
      watches[report.target].take(report)
      if report.exchange.endpoint == .metrics, case .page = report.outcome { hint = nil }
      return []
    case .notice(let words, let isError):
      notice = Notice(words: words, isError: isError, at: now)
      return []
    case .key(let key):
      if filter.isTyping, filter.take(key) {
        keepSelectionShown()
        return []
      }
      guard let command = KeyTable.command(for: key, in: view) else { return [] }
      return perform(command)
    }
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .quit: return [.quit(keepingFrame: false)]
    case .quitKeepingFrame: return [.quit(keepingFrame: true)]
    case .suspend: return [.suspend]
    case .repaint: return [.repaint]
    case .refresh: return [.refresh(target: view == .fleet ? nil : shown)]
    case .snapshot:
      let stem =
        view == .fleet ? "fleet" : watches.indices.contains(shown) ? watches[shown].target.name : "mptop"
      return [.save(text: Snapshot.text(of: self), stem: stem)]
    case .slower:
      interval = State.intervals.first { $0 > interval } ?? State.intervals[0]
      for index in watches.indices { watches[index].interval = interval }
      return [.setInterval(interval)]
    case .nextInstance: flip(by: 1)
    case .previousInstance: flip(by: -1)
    case .fleetView: view = .fleet
    case .instanceView: view = .instance
    case .open:
      guard fleetOrder(of: readings()).contains(selected) else { return [] }
      shown = selected
      view = .instance
    case .back: back()
    case .filter: filter.begin()
    case .nextSort: sort = sort.next
    case .reverseSort: isSortReversed.toggle()
    case .pause: held = held == nil ? Held(watches: watches, at: now) : nil
    case .widerWindow: window = window.wider
    case .narrowerWindow: window = window.narrower
    case .nextTheme: theme = themeNames.isEmpty ? 0 : (theme + 1) % themeNames.count
    case .nextGlyphs: glyphs = glyphs.next
    case .help:
      isHelpShown.toggle()
      helpScroll = 0
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -max(size.rows - 6, 1))
    case .pageDown: move(by: max(size.rows - 6, 1))
    case .top: move(by: -1_000_000)
    case .bottom: move(by: 1_000_000)
    }
    return []
  }

  private mutating func flip(by step: Int) {
    guard !watches.isEmpty else { return }
    isHelpShown = false
    shown = (shown + step + watches.count) % watches.count
    selected = shown
    view = .instance
  }

  /// One step back, never out.
  private mutating func back() {
    if isHelpShown {
      isHelpShown = false
    } else if held != nil {
      held = nil
    } else if view == .fleet, !filter.isEmpty {
      filter.clear()
    } else if view == .instance, watches.count > 1 {
      selected = shown
      view = .fleet
    }
  }

  /// The selected row is one of those that are shown, if any are.
  private mutating func keepSelectionShown() {
    let order = fleetOrder(of: readings())
    if let first = order.first, !order.contains(selected) { selected = first }
  }

  private mutating func move(by step: Int) {
    if isHelpShown {
      helpScroll = min(max(helpScroll + step, 0), HelpView.overflow(of: self))
      return
    }
    switch view {
    case .fleet:
      let order = fleetOrder(of: readings())
      guard let place = order.firstIndex(of: selected) else { return }
      selected = order[min(max(place + step, 0), order.count - 1)]
    case .instance:
      let limit = reading(of: shown).map { InstanceView.overflow(of: $0, size: size) } ?? 0
      places[shown, default: Place()].scroll = min(max((places[shown]?.scroll ?? 0) + step, 0), limit)
    }
  }
}
