import MPanel

extension State {
  /// The instance that is shown, with what the panels of one view need besides: details are made for nothing else.
  func reading(for view: View) -> Reading? {
    let watches = shownWatches
    guard watches.indices.contains(shown), var reading = reading(of: shown) else { return nil }
    let (at, window) = (shownMoment, window.duration)
    switch view {
    case .runtime:
      reading.runtime = watches[shown].runtime(at: at, window: window)
      reading.offsetAtStart = reading.runtime?.process.started.map { clock.offset(at: $0) } ?? 0
    case .business: reading.business = watches[shown].business(at: at, window: window)
    case .security: reading.security = watches[shown].security(at: at, window: window)
    case .fleet, .instance, .routes, .events, .metrics: break
    }
    return reading
  }

  /// All that is known of each instance, for programs to read.
  func detailedReadings() -> [Reading] {
    let (at, window) = (shownMoment, window.duration)
    return shownWatches.map { watch in
      var reading = watch.reading(at: at, window: window)
      reading.runtime = watch.runtime(at: at, window: window)
      reading.business = watch.business(at: at, window: window)
      reading.security = watch.security(at: at, window: window)
      return reading
    }
  }
}
