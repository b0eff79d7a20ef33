import Drawing
import MPanel
import Telemetry

/// The whole dashboard as a value. Only ``apply(_:at:)`` changes it, and it reads no clock, file or socket.
package struct State: Sendable {
  package internal(set) var watches: [Watch]
  /// What the screen shows while it is held still: the watches as they were at a moment.
  package internal(set) var held: Held? { didSet { arrangeFleet() } }
  package internal(set) var view: View
  /// Where each target stands in ``watches``.
  var watchPlaces: TargetPlaces
  /// What the fleet view lists, of ``watches``.
  var fleet: FleetRoster
  /// The id of the target that is shown; ``shown`` is its place.
  package internal(set) var shownTarget: Int
  /// How far each instance was scrolled, by the id of its target.
  package internal(set) var scrolls: [Int: Int] = [:]
  /// What each view with rows remembers.
  package internal(set) var lists: [View: ListState] = [:] { didSet { arrangeFleet() } }
  /// Which panel of each view the keys speak of.
  package internal(set) var focus: [View: PanelFocus] = [:]
  var press: Press?
  /// Which of its layouts each view has.
  var layoutPlaces: [View: Int] = [:]
  var details = Details()
  package internal(set) var preferences: Preferences
  package private(set) var window: Window = .oneMinute
  package internal(set) var interval: Duration
  package internal(set) var now: Moment
  /// When it began.
  package let started: Moment
  package internal(set) var size: Size
  package internal(set) var glyphs: Glyphs
  /// Whether charts of latencies have linear scales.
  package internal(set) var isLinear = false
  package internal(set) var themeNames: [String]
  package internal(set) var theme = 0
  package internal(set) var help: Help?
  package internal(set) var palette: Palette?
  /// What was done from the palette, newest last.
  var commandHistory: [String] = []
  package internal(set) var notice: Notice?
  package internal(set) var events = EventBook()
  /// Whether the events are only those of alerts.
  package internal(set) var showsAlertsOnly = false
  var alertDelivery = AlertDelivery()
  /// Said when there is nothing to see and the operator may not know why: what was tried, and what else exists.
  package var hint: String?
  package let version: String
  package let clock: WallClock

  package struct Notice: Sendable, Hashable {
    package var words: String
    package var isError: Bool
    package var at: Moment
    /// How long it stays.
    var lasts = Notice.life
    /// How long a notice stays.
    package static let life: Duration = .seconds(8)
  }

  /// What the screen has besides a row an instance: header, frame, titles, sums, footer, and groups' own rows.
  private static let rowsAroundFleet = 10

  package init(
    targets: [Target], interval: Duration, size: Size, now: Moment, version: String,
    clock: WallClock, themeNames: [String], theme: Int = 0, glyphs: Glyphs = .blocks,
    window: Window = .oneMinute, preferences: Preferences = Preferences()
  ) {
    self.preferences = preferences
    let rules = AlertRules(preferences.alerts)
    let memory = MemoryShare.share(of: targets.count)
    watches = targets.map {
      Watch(target: $0, interval: $0.interval ?? interval, started: now, rules: rules, memory: memory)
    }
    watchPlaces = TargetPlaces(watches)
    fleet = FleetRoster(watches.map(\.brief))
    shownTarget = targets.first?.id ?? 0
    view = targets.count > 1 ? .fleet : .instance
    // Where not all rows fit, the worst is selected until the operator chooses another: it is what must be seen.
    lists[.fleet] = ListState(
      selected: targets.count + State.rowsAroundFleet > size.rows ? nil : FleetView.row(of: shownTarget))
    self.interval = interval
    self.now = now
    started = now
    self.size = size
    self.version = version
    self.clock = clock
    self.themeNames = themeNames
    self.theme = theme
    self.glyphs = glyphs
    use(window)
  }

  /// Rates and percentiles rest on this window from now on.
  mutating func use(_ window: Window) {
    self.window = window
    for index in watches.indices { watches[index].window = window.duration }
    renewFleet()
    held?.use(window.duration)
  }

  /// The moment that the screen shows: now, or that of the pause.
  package var shownMoment: Moment { held?.at ?? now }

  /// What is known of each instance at the moment shown, in the order of the targets.
  package func readings() -> [Reading] {
    shownWatches.map { $0.reading(at: shownMoment, window: window.duration) }
  }

  /// What a fleet needs of each instance, as of its newest answer, in the order of the targets.
  package var briefs: [Brief] { shownFleet.briefs }

  package mutating func show(_ view: View) { self.view = view }

  /// All that is remembered of the instance that is shown, as of the moment shown.
  var shownWatch: Watch? {
    let watches = shownWatches
    return watches.indices.contains(shown) ? watches[shown] : nil
  }

  /// What is known of the instance that is shown.
  package var shownReading: Reading? { reading(of: shown) }

  package func reading(of place: Int) -> Reading? {
    let watches = shownWatches
    guard watches.indices.contains(place) else { return nil }
    var reading = watches[place].reading(at: shownMoment, window: window.duration)
    reading.marks = events.marks(of: watches[place].target.id)
    return reading
  }

  /// What the view that is shown remembers of its rows.
  package internal(set) var list: ListState {
    get { lists[view] ?? ListState() }
    set { lists[view] = newValue }
  }
}
