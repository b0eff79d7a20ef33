import Exposition
import Telemetry

/// The series that count requests: those of all routes together, and apart from them those to the probes.
///
/// Scanners add paths with every scrape, so that new series are added to what is there.
package struct Requests: Sendable {
  /// The upper bounds of the buckets, ascending, the last being infinite.
  private(set) var bounds: [Double] = []
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

    fileprivate mutating func add(_ slot: Int, _ part: RequestNames.Part, _ labels: [Label], _ place: Int) {
      switch part {
      case .counter:
        let kind = Traffic.Class(status: Bindings.value(of: .status, in: labels) ?? "")
        classes[kind.rawValue].append(slot)
      case .sum: sums.append(slot)
      case .bucket: buckets[place].append(slot)
      case .count: break
      }
    }
  }

  /// Takes in what the history has by now.
  mutating func update(_ history: History) {
    let names = RequestNames(history)
    if names != self.names || !seen.isPart(of: history.extent) {
      self = Requests()
      self.names = names
    }
    for (slot, part) in history.slots(from: seen.count, meaning: names.part) {
      let labels = history.labels(of: slot)
      let route = Bindings.value(of: .route, in: labels) ?? ""
      if Bindings.scrapeRoutes.contains(route) { continue }
      var place = 0
      if part == .bucket {
        guard let bound = Bindings.bound(labels) else { continue }
        place = self.place(of: bound)
      }
      if Bindings.probeRoutes.contains(route) {
        probes.add(slot, part, labels, place)
      } else {
        work.add(slot, part, labels, place)
      }
    }
    seen = history.extent
  }

  private mutating func place(of bound: Double) -> Int {
    let place = bounds.firstIndex { $0 >= bound } ?? bounds.count
    if place == bounds.count || bounds[place] != bound {
      bounds.insert(bound, at: place)
      work.buckets.insert([], at: place)
      probes.buckets.insert([], at: place)
    }
    return place
  }
}
