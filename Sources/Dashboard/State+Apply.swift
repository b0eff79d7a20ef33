import Drawing
import MPanel
import Telemetry

extension State {
  /// The intervals that `d` goes through.
  package static let intervals: [Duration] = [1, 2, 5, 10, 30].map { .seconds($0) }

  /// The only place where state changes: what happened in, what is to be done out.
  package mutating func apply(_ event: Event, at moment: Moment) -> [Effect] {
    defer { keepDetails() }
    now = moment
    if let notice, now - notice.at > notice.lasts { self.notice = nil }
    switch event {
    case .tick:
      return passTime()
    case .resized(let size):
      self.size = size
      scrollHelp(by: 0)
      return []
    case .resumed:
      return [.repaint]
    case .report(let report):
      guard let place = watchPlaces.place(of: report.target) else { return [] }
      if report.exchange.endpoint == .metrics, case .page = report.outcome { hint = nil }
      return take(report, at: place)
    case .preferences(let preferences):
      let hasOtherAlerts = preferences.alerts != self.preferences.alerts
      self.preferences = preferences
      if hasOtherAlerts { useAlertRules() }
      return []
    case .targets(let targets):
      let before = watches.map(\.target)
      replaceTargets(targets)
      noteTargets(before: before)
      return []
    case .notice(let words, let isError):
      notice = Notice(words: words, isError: isError, at: now)
      return []
    case .pointer(let pointer): return take(pointer)
    case .pasted(let text):
      paste(text)
      return []
    case .command(let command): return perform(command)
    case .key(let key):
      if let effects = takeInPalette(key) { return effects }
      if help?.take(key) == true { return [] }
      if list.filter.isTyping, list.filter.take(key) {
        keepSelectionShown()
        return []
      }
      guard let command = KeyTable.command(for: key, in: view) else { return [] }
      return perform(command)
    }
  }

  mutating func perform(_ command: Command) -> [Effect] {
    // What was said of the key before has been read; what went wrong keeps its time, and y takes its own away.
    if notice?.isError == false, command != .copy { notice = nil }
    defer { confirm(command) }
    if help != nil, !command.leavesHelp {
      help = nil
      // Enter would open a row that nobody sees.
      if command == .open { return [] }
    }
    switch command {
    case .quit: return [.quit(keepingFrame: false)]
    case .quitKeepingFrame: return [.quit(keepingFrame: true)]
    case .suspend: return [.suspend]
    case .repaint: return [.repaint]
    case .refresh: return [.refresh(target: view.isOfOneInstance ? shownTarget : nil)]
    case .reload: return [.reload]
    case .snapshot:
      let stem =
        !view.isOfOneInstance
        ? view.name : shownReading?.target.name ?? "mptop"
      return [.save(text: Snapshot.text(of: self), stem: stem)]
    case .copy: return copyQuery()
    case .slower:
      return ask(every: State.intervals.first { $0 > interval } ?? State.intervals[0])
    case .nextInstance: flip(by: 1)
    case .previousInstance: flip(by: -1)
    case .fleetView, .instanceView, .routesView, .runtimeView, .businessView, .securityView, .eventsView,
      .metricsView:
      if let chosen = command.view { view = chosen }
      showsAlertsOnly = false
    case .alerts:
      showsAlertsOnly = view != .events || !showsAlertsOnly
      view = .events
      list.opened = nil
    case .acknowledge: acknowledge()
    case .mark: mark()
    case .open: open()
    case .back: back()
    case .filter: if hasList(scene) { list.filter.begin() }
    case .palette: palette = Palette()
    case .nextSort, .previousSort, .reverseSort: reorder(command)
    case .pause: if held == nil { held = Held(watches, fleet, at: now) } else { release() }
    case .earlier: step(-1)
    case .later: step(1)
    case .minuteEarlier: move(inTime: .seconds(-60))
    case .minuteLater: move(inTime: .seconds(60))
    case .now: release()
    case .widerWindow: use(window.wider)
    case .narrowerWindow: use(window.narrower)
    case .nextTheme: theme = themeNames.isEmpty ? 0 : (theme + 1) % themeNames.count
    case .nextGlyphs: glyphs = glyphs.next
    case .nextAxis: isLinear.toggle()
    case .help: help = help == nil ? Help() : nil
    case .left: _ = moveFocus(.left)
    case .right: _ = moveFocus(.right)
    case .expand: expand()
    case .nextLayout: use(layout: (layoutPlaces[view] ?? 0) + 1)
    case .up: if help != nil || !moveFocus(.up) { scroll(by: -1) }
    case .down: if help != nil || !moveFocus(.down) { scroll(by: 1) }
    case .pageUp: scroll(by: -max(size.rows - 6, 1))
    case .pageDown: scroll(by: max(size.rows - 6, 1))
    case .top: scroll(by: -1_000_000)
    case .bottom: scroll(by: 1_000_000)
    }
    return []
  }

  /// Asks for the metrics so often from now on.
  mutating func ask(every interval: Duration) -> [Effect] {
    self.interval = interval
    for index in watches.indices { watches[index].interval = watches[index].target.interval ?? interval }
    renewFleet()
    return [.setInterval(interval)]
  }

  private mutating func flip(by step: Int) {
    let count = shownWatches.count
    guard count > 0 else { return }
    shown = (shown + step + count) % count
    lists[.fleet, default: ListState()].selected = FleetView.row(of: shownTarget)
    if !view.isOfOneInstance { view = .instance }
  }

  private mutating func open() {
    let scene = scene
    guard scene.opensRows, let row = scene.selectedRow(list) else { return }
    if view == .fleet {
      if let group = FleetRows.group(of: row) {
        // Out where it was in, and the other way round.
        list.folded.formSymmetricDifference([group])
        return
      }
      shownTarget = FleetView.target(of: row) ?? shownTarget
      view = .instance
    } else {
      list.open(row)
    }
  }

  /// One step back, never out.
  private mutating func back() {
    if let shown = help {
      help = shown.filter.isEmpty ? nil : Help()
    } else if leavePanel() {
      return
    } else if held != nil {
      release()
    } else if list.opened != nil {
      list.close()
    } else if !list.filter.isEmpty {
      list.filter.clear()
    } else if view != .fleet, shownWatches.count > 1 {
      lists[.fleet, default: ListState()].selected = FleetView.row(of: shownTarget)
      view = .fleet
    } else if view != .fleet {
      view = .instance
    }
  }

  /// The selected row is one of those that are shown, if any are.
  private mutating func keepSelectionShown() {
    list.selected = scene.selectedRow(list)
  }

  mutating func scroll(by step: Int) {
    guard help == nil else { return scrollHelp(by: step) }
    let scene = scene
    if let selected = scene.selectedRow(list), let place = scene.place(of: selected) {
      list.selected = scene.row(at: min(max(place + step, 0), scene.rowCount - 1))
    } else if view == .instance {
      scrolls[shownTarget] = min(max((scrolls[shownTarget] ?? 0) + step, 0), scene.overflow(size))
    } else {
      list.scroll = min(max(list.scroll + step, 0), scene.overflow(size))
    }
  }
}
