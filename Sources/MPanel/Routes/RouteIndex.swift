import Exposition
import Telemetry

/// Which series belong to which route. Made anew only when the set of series changes.
///
/// Scrapes are left out, as they are of the traffic: nobody's work, whoever scrapes.
package struct RouteIndex: Sendable {
  /// The upper bounds of the buckets, ascending, the last being infinite; empty without a histogram.
  package let bounds: [Double]
  /// In the order of the page.
  package private(set) var routes: [RouteSeries] = []
  /// Whether there is a counter of requests; without it the histogram's count stands for it.
  package let hasCounter: Bool
  /// The histogram's family and the counter as the page writes them; nil without one.
  package let duration: String?
  package let counter: String?
  /// The label that has the status.
  package private(set) var statusLabel = "status_code"
  private var places: [RouteName: Int] = [:]

  package init(_ history: History) {
    let duration = SignalTable.row(.requestDuration)?.names.first?.family ?? ""
    let buckets = Bindings.slots(ofSample: duration + "_bucket", in: history)
    let bounded = buckets.map { slot in
      let le = history.labels(of: slot).first { $0.name == "le" }?.value
      return le.flatMap { DecimalNumber.value(ofText: $0) } ?? .nan
    }
    bounds = Set(bounded.filter { !$0.isNaN }).sorted()
    let counters = SignalTable.row(.requests)?.names ?? []
    let counted = counters.lazy.map { Bindings.slots(of: $0, in: history) }.first { !$0.isEmpty } ?? []
    hasCounter = !counted.isEmpty
    func spelled(_ name: String, _ ending: String = "") -> String? {
      [name, SignalName.prefix + name].first { !history.slots(ofSample: $0 + ending).isEmpty }
    }
    self.duration = spelled(duration, "_bucket") ?? spelled(duration, "_count")
    counter = counters.lazy.compactMap { spelled($0.family) }.first
    if let slot = counted.first ?? buckets.first,
      let label = history.labels(of: slot).first(where: { Dimension.status.labels.contains($0.name) })
    {
      statusLabel = label.name
    }
    var placeOfBound: [Double: Int] = [:]
    for (place, bound) in bounds.enumerated() { placeOfBound[bound] = place }
    for slot in counted { add(slot, history) { $0.requests.append(slot) } }
    for slot in Bindings.slots(ofSample: duration + "_count", in: history) {
      add(slot, history) { $0.counts.append(slot) }
    }
    for slot in Bindings.slots(ofSample: duration + "_sum", in: history) {
      add(slot, history) { $0.sums.append(slot) }
    }
    for (slot, bound) in zip(buckets, bounded) {
      guard let place = placeOfBound[bound] else { continue }
      add(slot, history) { $0.buckets.append(RouteSeries.Bucket(place: place, slot: slot)) }
    }
  }

  private mutating func add(_ slot: Int, _ history: History, _ change: (inout RouteSeries.Code) -> Void) {
    let labels = history.labels(of: slot)
    guard let path = Bindings.value(of: .route, in: labels), !Bindings.scrapeRoutes.contains(path) else {
      return
    }
    let name = RouteName(method: Bindings.value(of: .method, in: labels) ?? "", path: path)
    let place = places[name] ?? routes.count
    if place == routes.count {
      places[name] = place
      routes.append(RouteSeries(name, isProbe: Bindings.probeRoutes.contains(path)))
    }
    routes[place].add(Bindings.value(of: .status, in: labels) ?? "", change)
  }

  /// Whether this build drops the path under which a router is mounted (Q4).
  package var losesPrefixes: Bool { routes.contains { $0.name.hasSurelyLostItsPrefix } }

  package func series(of name: RouteName) -> RouteSeries? { places[name].map { routes[$0] } }
}
