/// The series that count the requests of one route.
package struct RouteSeries: Sendable {
  /// A bucket series and the place of its bound in the index' bounds.
  struct Bucket: Sendable {
    var place: Int
    var slot: Int
  }

  /// The series of one status code.
  struct Code: Sendable {
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

  mutating func add(_ status: String, _ change: (inout Code) -> Void) {
    // A route has a handful of codes.
    let place = codes.firstIndex { $0.code == status } ?? codes.count
    if place == codes.count { codes.append(Code(code: status)) }
    change(&codes[place])
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
