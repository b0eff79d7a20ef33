import Configuration
import CursesTerminal
import Dashboard
import Drawing
import Glibc
import MPanel
import Scraping
import Telemetry

/// The dashboard on a real terminal: the loop that joins events to effects, on the process' first thread.
final class Live {
  var targets: WatchedTargets
  /// The server that tells of instances, if one does.
  private let prometheus: PrometheusServer?
  /// The instances that it told of last, or what stands for them.
  private var told: [Target]
  var settings: Settings
  private let themes: ThemeShelf
  private let hint: String?
  private let search: TargetSearch?
  private let inbox = Inbox()
  var lookout: Lookout?
  private var pace = Pace()
  /// So many reports are applied between two looks at the keyboard: a few milliseconds.
  private static let reportsAtOnce = 32
  private var hasMore = false
  private var lastTick: Moment?
  private var isOver: Int32?

  init(
    targets: [ScrapeTarget], prometheus: PrometheusServer? = nil, settings: Settings, themes: ThemeShelf,
    hint: String?, search: TargetSearch? = nil
  ) {
    self.targets = WatchedTargets(targets)
    self.prometheus = prometheus
    told = prometheus.map { [PrometheusWatch.placeholder($0)] } ?? []
    self.settings = settings
    self.themes = themes
    self.hint = hint
    self.search = search
  }

  /// All that are watched, however.
  var list: [Target] { JointSource.list(asked: targets.all.map(\.target), told: told) }

  /// Runs until the operator or a signal ends it. Gives the exit status.
  func run() throws -> Int32 {
    let terminal: CursesTerminal
    do {
      terminal = try CursesTerminal()
    } catch {
      FileText.standardError("mptop: \(error). For text without a terminal: mptop snapshot\n")
      return 2
    }
    var state = State(
      targets: list,
      interval: settings.interval, size: terminal.size, now: now(),
      version: Version.text,
      clock: LocalTime.clock(around: now().unixSeconds),
      themeNames: themes.themes.map(\.name),
      theme: themes.first,
      glyphs: terminal.isUTF8 ? settings.glyphs ?? (terminal.hasSmallFont ? .ascii : .blocks) : .ascii,
      window: settings.window, preferences: settings.preferences)
    state.hint = hint
    if let notice = terminal.notice ?? themes.problems.first ?? search?.found.troubles.first
      ?? search?.found.notes.first?.description
    {
      _ = state.apply(.notice(notice, isError: true), at: now())
    }
    if settings.preferences.mouse { useMouse(true, &state, terminal) }
    // The first frame does not wait for the first answer.
    show(state, on: terminal)
    let scraper = source()
    scraper.start()
    lookout = search?.lookout { [inbox] in inbox.put($0) }
    while isOver == nil {
      step(&state, terminal, scraper)
    }
    lookout?.stop()
    terminal.close(keepingFrame: keepsFrame)
    Blocking.value { await scraper.closeTunnels() }
    return isOver ?? 0
  }

  /// What brings the reports.
  private func source() -> any ReportSource {
    let asked = Scraper(targets: targets.all, interval: settings.interval, userAgent: Version.userAgent) {
      [inbox] in
      inbox.put($0)
    }
    guard let prometheus else { return asked }
    let told = PrometheusScraper(
      prometheus, interval: settings.interval, userAgent: Version.userAgent,
      listed: { [inbox] in inbox.put(.targets($0)) }, report: { [inbox] in inbox.put($0) })
    return JointSource(asked, and: told)
  }

  private var keepsFrame = false
  private lazy var alertCommand = AlertCommand { [inbox] in inbox.put($0) }

  /// Waits for the next events, applies them, and shows what came of them.
  private func step(_ state: inout State, _ terminal: CursesTerminal, _ scraper: any ReportSource) {
    let events = terminal.wait(timeout: hasMore ? .zero : pace.rest(untilNextSecond(state), at: now()))
    let moment = now()
    var effects: [Effect] = []
    for event in events {
      switch event {
      case .key(let key): effects += state.apply(.key(key), at: moment)
      case .pasted(let text): effects += state.apply(.pasted(text), at: moment)
      case .pointer(let pointer): effects += state.apply(.pointer(pointer), at: moment)
      case .resized(let size): effects += state.apply(.resized(size), at: moment)
      case .resumed: effects += state.apply(.resumed, at: moment)
      case .reload: effects += state.apply(.command(.reload), at: moment)
      case .save: effects += state.apply(.command(.snapshot), at: moment)
      case .end(let signal): isOver = 128 + signal
      case .hungUp: isOver = 128 + SIGHUP
      case .woken: break
      }
    }
    for effect in effects { perform(effect, &state, terminal, scraper) }
    guard isOver == nil else { return }
    // What the operator did is painted before anything else is looked at.
    let isAwaited = events.contains { if case .woken = $0 { false } else { true } }
    if isAwaited { show(state, on: terminal) }
    let came: [Event]
    let hadMore = hasMore
    (came, hasMore) = inbox.take(atMost: Live.reportsAtOnce)
    let news = inbox.takeNews()
    effects = came.flatMap { state.apply(withAsked($0), at: moment) }
    for one in news { take(one, &state, scraper) }
    // Nothing came until the second was over; where reports come all the time, a second is over nevertheless.
    let isTick = events.isEmpty && !hadMore || lastTick.map { moment - $0 >= .seconds(1) } ?? true
    if isTick {
      lastTick = moment
      effects += state.apply(.tick, at: moment)
    }
    for effect in effects { perform(effect, &state, terminal, scraper) }
    if !came.isEmpty || !news.isEmpty || isTick { pace.owe() }
    if pace.isDue(at: now()) { show(state, on: terminal) }
  }

  /// Of a list of the server's instances, the list of all targets.
  private func withAsked(_ event: Event) -> Event {
    guard case .targets(let told) = event else { return event }
    self.told = told
    return .targets(list)
  }

  /// The header's clock and all ages change with the second; in between nothing moves by itself.
  private func untilNextSecond(_ state: State) -> Duration {
    let fraction = now().unixSeconds.truncatingRemainder(dividingBy: 1)
    return .milliseconds(max(Int((1 - fraction) * 1000), 1) + 2)
  }

  private func perform(
    _ effect: Effect, _ state: inout State, _ terminal: CursesTerminal, _ scraper: any ReportSource
  ) {
    switch effect {
    case .refresh(let target):
      scraper.refresh(target: target)
    case .askReadiness(let target): scraper.askReadiness(target: target)
    case .reload: reload(&state)
    case .setInterval(let interval): scraper.setInterval(interval)
    case .save(let text, let stem):
      save(&state) { [clock = state.clock, at = state.shownMoment.unixSeconds] in
        try SnapshotFile.save(text, stem: stem, at: at, clock: clock)
      }
    case .saveAs(let text, let path): save(&state) { try SnapshotFile.save(text, as: path) }
    case .addTarget(let word):
      do {
        let names = try targets.add(word) { [search] in search?.asked($0) ?? $0 }
        update(&state, scraper, words: "watching \(names.joined(separator: ", "))")
      } catch {
        _ = state.apply(.notice("\(error)", isError: true), at: now())
      }
    case .removeTarget(let id) where told.contains { $0.id == id }:
      let words =
        "\(prometheus?.words ?? "the server") tells of it: only what is asked directly can be removed"
      _ = state.apply(.notice(words, isError: true), at: now())
    case .removeTarget(let id):
      targets.remove(id: id)
      update(&state, scraper, words: "watching \(list.count) targets")
    case .copy(let text):
      if !terminal.copy(text) {
        _ = state.apply(.notice("too long for a clipboard", isError: true), at: now())
      }
    case .repaint: terminal.repaint()
    case .alert(let notice):
      if notice.rings { terminal.ring() }
      alertCommand.run(notice)
    case .useMouse(let isUsed): useMouse(isUsed, &state, terminal)
    case .suspend:
      guard terminal.canSuspend else {
        let words = "Ctrl-Z: there is no shell here that could bring mptop back"
        _ = state.apply(.notice(words, isError: true), at: now())
        return
      }
      for event in terminal.suspend() {
        if case .resized(let size) = event { _ = state.apply(.resized(size), at: now()) }
      }
      terminal.repaint()
    case .quit(let keepingFrame):
      keepsFrame = keepingFrame
      isOver = 0
    }
  }

  private func useMouse(_ isUsed: Bool, _ state: inout State, _ terminal: CursesTerminal) {
    let hasMouse = terminal.useMouse(isUsed)
    let words =
      !hasMouse
      ? "this terminal tells nothing of a mouse"
      : isUsed ? "the mouse is mptop's; Shift selects text as ever" : "the mouse is the terminal's"
    _ = state.apply(.notice(words, isError: !hasMouse), at: now())
  }

  /// The dashboard and the scraper have the targets as they are now.
  private func update(_ state: inout State, _ scraper: any ReportSource, words: String) {
    scraper.update(targets: targets.all)
    _ = state.apply(.targets(list), at: now())
    _ = state.apply(.notice(words, isError: false), at: now())
  }

  /// Saves, and says where or why not.
  private func save(_ state: inout State, _ write: () throws -> String) {
    do {
      let path = try write()
      // The name first: a long folder may not fit on the line.
      let parts = path.split(separator: "/")
      let folder = parts.dropLast().reduce("") { "\($0)/\($1)" }
      _ = state.apply(.notice("saved \(parts.last ?? "") in \(folder)/", isError: false), at: now())
    } catch {
      _ = state.apply(.notice("not saved: \(error)", isError: true), at: now())
    }
  }

  private func show(_ state: State, on terminal: CursesTerminal) {
    let started = now()
    terminal.show(Screen.grid(of: state), theme: themes.themes[state.theme])
    pace.painted(from: started, until: now())
  }

  func now() -> Moment { Timekeeper.system.now() }
}
