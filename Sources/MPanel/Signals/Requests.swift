import Exposition
import Telemetry

/// The series that count requests: those of all routes together, and apart from them those to the probes.
///
/// Scanners add paths with every scrape, so that new series are added to what is there.
package struct Requests: Sendable {
  /// The upper bounds of the buckets, ascending, the last being infinite.
  var bounds: [Double] { buckets.all }
  private(set) var buckets = BucketBounds()
  /// Of others to anything but the probes.
  private(set) var work = Kind()
  /// To `/api/health` and `/api/ready`: those of others count, mptop's own do not.
  private(set) var probes = Kind()
  private var names = RequestNames()
  private var seen = SlotExtent.none

  /// The series of one kind of requests.
  package struct Kind: Sendable, Hashable {
    /// Bucket series by place in the bounds.
    package fileprivate(set) var buckets: [[Int]] = []
    package fileprivate(set) var sums: [Int] = []
    /// Counters by class of status, in the order of ``Traffic/Class``.
    package fileprivate(set) var classes = [[Int]](repeating: [], count: Traffic.Class.allCases.count)

    fileprivate mutating func add(_ series: Series, _ bounds: BucketBounds) {
      switch series.part {
      case .counter: classes[series.kind].append(series.slot)
      case .sum: sums.append(series.slot)
      case .bucket: if let place = bounds.place(of: series.bound) { buckets[place].append(series.slot) }
      case .count: break
      }
    }

    /// There are other bounds now: each of the buckets stands elsewhere among so many.
    fileprivate mutating func move(to places: [Int], of count: Int) {
      var moved = [[Int]](repeating: [], count: count)
      for (place, slots) in zip(places, buckets) { moved[place] = slots }
      buckets = moved
    }
  }

  /// Takes in what the history has by now.
  mutating func update(_ history: History) {
    let names = RequestNames(history)
    if names != self.names || !seen.isPart(of: history.extent) {
      self = Requests()
      self.names = names
    }
    var found: [Series] = []
    for (slot, part) in history.slots(from: seen.count, meaning: names.part) {
      let labels = history.labels(of: slot)
      let route = Bindings.value(of: .route, in: labels) ?? ""
      if Bindings.scrapeRoutes.contains(route) { continue }
      var series = Series(slot: slot, part: part, isProbe: Bindings.probeRoutes.contains(route))
      switch part {
      case .bucket:
        guard let bound = Bindings.bound(labels) else { continue }
        series.bound = bound
      case .counter:
        series.kind = Traffic.Class(status: Bindings.value(of: .status, in: labels) ?? "").rawValue
      case .sum, .count: break
      }
      found.append(series)
    }
    if let places = buckets.add(Set(found.lazy.filter { $0.part == .bucket }.map(\.bound))) {
      work.move(to: places, of: bounds.count)
      probes.move(to: places, of: bounds.count)
    }
    for series in found {
      if series.isProbe { probes.add(series, buckets) } else { work.add(series, buckets) }
    }
    seen = history.extent
  }

  /// A series that is new, and what its labels say.
  fileprivate struct Series {
    var slot: Int
    var part: RequestNames.Part
    var isProbe: Bool
    var bound = Double.infinity
    /// The place of its class of status.
    var kind = 0
  }
}
