/// What a page has more of than mptop follows: how much of it is left out of figures and charts.
package struct Excess: Sendable, Hashable {
  package var breakers = 0
  /// Upper bounds of the buckets of requests.
  package var bounds = 0

  package init(breakers: Int = 0, bounds: Int = 0) {
    self.breakers = breakers
    self.bounds = bounds
  }

  package var isEmpty: Bool { breakers == 0 && bounds == 0 }

  /// `19744 breakers beyond the limit of 256`; empty where nothing is left out.
  package var words: String {
    func counted(_ count: Int, _ noun: String, _ limit: Int) -> String? {
      count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s") beyond the limit of \(limit)"
    }
    return [
      counted(breakers, "breaker", Trail.mostNames),
      counted(bounds, "bound", BucketBounds.most).map { "\($0) of the buckets of requests" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
