import Exposition
import Telemetry

/// Which series belong to which route. New series are added to it; only where known ones have moved is it made anew.
///
/// Scrapes are left out, as they are of the traffic: nobody's work, whoever scrapes.
package struct RouteIndex: Sendable {
  /// The upper bounds of the buckets, ascending, the last being infinite; empty without a histogram. They are those of
  /// the instance's requests.
  package private(set) var bounds: [Double] = []
  /// In the order in which they came.
  package private(set) var routes: [RouteSeries] = []
  private var names = RequestNames()
  /// The label that has the status, of the counter and of the histogram.
  private var statusLabels: [RequestNames.Part: String] = [:]
  private var places: [RouteName: Int] = [:]
  private var boundPlaces: [Double: Int] = [:]
  private var seen = SlotExtent.none
  /// How many series were looked at to make it: no more than there are, however often it was updated.
  package private(set) var work = 0

  /// - Parameter bounds: those of ``Bindings``.
  package init(_ history: History, bounds: [Double]) { update(history, bounds: bounds) }

  /// Takes in what the history has by now.
  package mutating func update(_ history: History, bounds: [Double]) {
    guard seen != history.extent || bounds != self.bounds else { return }
    let names = RequestNames(history)
    if names != self.names || bounds != self.bounds || !seen.isPart(of: history.extent) {
      let done = work
      self = RouteIndex(names, bounds)
      work = done
    }
    for (slot, part) in history.slots(from: seen.count, meaning: names.part) { add(slot, part, history) }
    seen = history.extent
  }

  private init(_ names: RequestNames, _ bounds: [Double]) {
    self.names = names
    self.bounds = bounds
    for (place, bound) in bounds.enumerated() { boundPlaces[bound] = place }
  }

  private mutating func add(_ slot: Int, _ part: RequestNames.Part, _ history: History) {
    work += 1
    let labels = history.labels(of: slot)
    if statusLabels[part] == nil {
      statusLabels[part] = labels.first { Dimension.status.labels.contains($0.name) }?.name
    }
    var bound: Int?
    if part == .bucket {
      // One that is not among them was left out.
      guard let place = Bindings.bound(labels).flatMap({ boundPlaces[$0] }) else { return }
      bound = place
    }
    guard let path = Bindings.value(of: .route, in: labels), !Bindings.scrapeRoutes.contains(path) else {
      return
    }
    let name = RouteName(method: Bindings.value(of: .method, in: labels) ?? "", path: path)
    let place = places[name] ?? routes.count
    if place == routes.count {
      places[name] = place
      routes.append(RouteSeries(name, isProbe: Bindings.probeRoutes.contains(path)))
    }
    routes[place].add(slot, part, status: Bindings.value(of: .status, in: labels) ?? "", bound: bound)
  }

  /// Whether there is a counter of requests; without it the histogram's count stands for it.
  package var hasCounter: Bool { names.counter != nil }
  /// The histogram's family and the counter as the page writes them; nil without one.
  package var duration: String? { names.duration }
  package var counter: String? { names.counter }
  /// The label that has the status.
  package var statusLabel: String { statusLabels[.counter] ?? statusLabels[.bucket] ?? "status_code" }

  /// Whether this build drops the path under which a router is mounted (Q4).
  package var losesPrefixes: Bool { routes.contains { $0.name.hasSurelyLostItsPrefix } }

  package func series(of name: RouteName) -> RouteSeries? { places[name].map { routes[$0] } }
}

extension RouteIndex: Equatable {
  /// Whether they say the same of a history, whatever was done to make them.
  package static func == (left: RouteIndex, right: RouteIndex) -> Bool {
    left.bounds == right.bounds && left.routes == right.routes && left.names == right.names
      && left.statusLabels == right.statusLabels && left.places == right.places && left.seen == right.seen
  }
}
