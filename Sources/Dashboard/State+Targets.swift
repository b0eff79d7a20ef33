import MPanel
import Telemetry

extension State {
  /// The watches that the screen shows: those of the pause while it is held still.
  package var shownWatches: [Watch] { held?.watches ?? watches }

  /// The instance that is shown, as a place in ``shownWatches``.
  package internal(set) var shown: Int {
    get { (held?.places ?? watchPlaces).place(of: shownTarget) ?? 0 }
    set {
      guard shownWatches.indices.contains(newValue) else { return }
      shownTarget = shownWatches[newValue].target.id
    }
  }

  /// Another list of targets: what is remembered of those that stay is kept, whatever their new place or name. A
  /// screen that is held goes on showing the targets of its moment.
  mutating func replaceTargets(_ targets: [Target]) {
    let before = watches
    let place = watchPlaces.place(of: shownTarget) ?? 0
    let memory = MemoryShare.share(of: targets.count)
    watches = targets.map { target in
      guard let old = watchPlaces.place(of: target.id) else {
        var watch = Watch(
          target: target, interval: target.interval ?? interval, started: now,
          rules: watches.first?.rules ?? AlertRules(preferences.alerts), memory: memory)
        watch.window = window.duration
        return watch
      }
      var watch = before[old]
      watch.target = target
      watch.interval = target.interval ?? interval
      watch.memory = memory
      return watch
    }
    watchPlaces = TargetPlaces(watches)
    renewFleet()
    scrolls = scrolls.filter { watchPlaces.place(of: $0.key) != nil }
    keepInstanceShown(else: place)
  }

  /// Ends the pause.
  mutating func release() {
    held = nil
    keepInstanceShown(else: 0)
  }

  /// Where the target that is shown is gone, the fleet is shown, with what stands in that place now selected.
  private mutating func keepInstanceShown(else place: Int) {
    guard held == nil, watchPlaces.place(of: shownTarget) == nil, !watches.isEmpty else { return }
    shown = min(place, watches.count - 1)
    lists[.fleet, default: ListState()].selected = FleetView.row(of: shownTarget)
    if view.isOfOneInstance, watches.count > 1 { view = .fleet }
  }
}

/// Where each target stands in a list of watches, by its id. Ids stay when targets come and go, places do not.
struct TargetPlaces: Sendable {
  private let places: [Int: Int]

  init(_ watches: [Watch]) {
    places = Dictionary(
      watches.enumerated().map { ($0.element.target.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  func place(of id: Int) -> Int? { places[id] }
}
