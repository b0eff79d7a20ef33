import Telemetry

/// The routes of one instance. Thousands of series may have to be looked at: asked for where routes are shown, and not
/// part of every reading.
extension Watch {
  /// How many of its own probes mptop leaves out of what the server counted over a window.
  package func ownProbes(over window: Duration) -> Int {
    guard let basis = requestBasis(window: window), !basis.areSeveralProcesses else { return 0 }
    let counted = history.increase(
      slots: Array(bindings.probes.classes.joined()), at: basis.at, window: basis.window, extrapolates: false)
    return min(basis.own, saturating(counted.rounded()))
  }

  /// The figures of every route as of the newest good scrape, with rates and percentiles over `window`.
  package func routes(_ index: RouteIndex, at: Moment, window: Duration) -> Measured<RouteTable> {
    if let missing { return .failure(missing) }
    guard history.severalProcesses == nil else { return .failure(.severalProcesses) }
    guard !index.routes.isEmpty else { return .failure(routeAbsence) }
    let now = lastGoodScrape ?? at
    let covered = history.covered(at: now, window: window)
    guard history.hasTwoScrapes(at: now, window: covered) else { return .failure(.firstScrape) }
    return .success(
      RouteTable(
        index, bindings, history, at: now, window: covered, own: ownProbes(after: now - covered, until: now)))
  }

  package func routes(at: Moment, window: Duration) -> Measured<RouteTable> {
    routes(RouteIndex(history, bounds: bindings.bounds), at: at, window: window)
  }

  private var routeAbsence: Absence {
    guard let family = bindings.declared[.requests] ?? bindings.declared[.requestDuration] else {
      return .notExported(
        "no requests by route: this needs http_requests_total or http_request_duration_seconds with the labels method, route and status_code; docs/mpanel.md, ‘The requests’, tells how"
      )
    }
    return .noSeries(family: family)
  }

  /// The past of a route as charts need it, of the scrapes that are still kept one by one.
  package func past(of route: RouteSeries, bounds: [Double]) -> RoutePast {
    RoutePast(route, bounds: bounds, history, alignedTo: trail)
  }
}
