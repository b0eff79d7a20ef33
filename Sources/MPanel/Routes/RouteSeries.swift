/// The series that count the requests of one route.
package struct RouteSeries: Sendable, Hashable {
  /// A bucket series and the place of its bound in the index' bounds.
  struct Bucket: Sendable, Hashable {
    var place: Int
    var slot: Int
  }

  /// The series of one status code.
  struct Code: Sendable, Hashable {
    var code: String
    /// From the counter of requests.
    var requests: [Int] = []
    /// From the histogram of durations.
    var counts: [Int] = []
    var sums: [Int] = []
    var buckets: [Bucket] = []
  }

  package let name: RouteName
  /// Whether mptop's own probes are among the requests.
  package let isProbe: Bool
  private(set) var codes: [Code] = []

  init(_ name: RouteName, isProbe: Bool) {
    self.name = name
    self.isProbe = isProbe
  }

  /// - Parameter bound: the place of a bucket's bound.
  mutating func add(_ slot: Int, _ part: RequestNames.Part, status: String, bound: Int?) {
    // A route has a handful of codes.
    let place = codes.firstIndex { $0.code == status } ?? codes.count
    if place == codes.count { codes.append(Code(code: status)) }
    switch part {
    case .counter: codes[place].requests.append(slot)
    case .count: codes[place].counts.append(slot)
    case .sum: codes[place].sums.append(slot)
    case .bucket: if let bound { codes[place].buckets.append(Bucket(place: bound, slot: slot)) }
    }
  }

  /// Whether no request to it was ever answered but with "not found" or "unauthorised", and its path is no pattern:
  /// then Express matched no route, and the path is what a client made up (Q5).
  var isRawPath: Bool {
    !isProbe && !name.isPattern && name.path != "/" && !codes.isEmpty
      && codes.allSatisfy { $0.code == "404" || $0.code == "401" }
  }

  /// Whether "unauthorised" is among its answers: a route that asks for a login may be a real one.
  var asksForLogin: Bool { codes.contains { $0.code == "401" } }

  /// Buckets by the place of their bound; none where no bounds are asked for.
  func slotsByBound(_ count: Int) -> [[Int]] {
    var slots = [[Int]](repeating: [], count: count)
    for code in codes {
      for bucket in code.buckets where bucket.place < count { slots[bucket.place].append(bucket.slot) }
    }
    return slots
  }
}
