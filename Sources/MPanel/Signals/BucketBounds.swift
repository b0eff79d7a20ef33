/// Upper bounds of buckets, ascending, and where each stands.
///
/// A server can invent bounds without end, and charts keep a figure a bucket for an hour: beyond ``most`` some are left
/// out, evenly, never the infinite one. Buckets are cumulative, so that what is left says the same, only coarser.
package struct BucketBounds: Sendable, Hashable {
  package private(set) var all: [Double] = []
  /// Those for which there is no room.
  private var leftOut: Set<Double> = []

  /// Twenty times as many as mPanel's builds have.
  package static let most = 256

  /// How many are left out.
  package var leftOutCount: Int { leftOut.count }

  /// The place of a bound; nil for one that is left out, or that nobody has added.
  func place(of bound: Double) -> Int? {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low] == bound ? low : nil
  }

  /// Takes in those that it does not know. Gives the new place of each that it had, where there are others now.
  mutating func add(_ bounds: Set<Double>) -> [Int]? {
    let new = bounds.filter { !leftOut.contains($0) && place(of: $0) == nil }.sorted()
    guard !new.isEmpty else { return nil }
    let old = all
    // Of the infinite one hangs how many there were at all.
    let infinite = new.suffix(1).filter { $0 == .infinity }
    let finite = new.dropLast(infinite.count)
    let kept = BucketBounds.spread(
      Array(finite), over: max(BucketBounds.most - all.count - infinite.count, 0))
    leftOut.formUnion(Set(finite).subtracting(kept))
    all = (all + kept + infinite).sorted()
    return old.map { place(of: $0) ?? 0 }
  }

  /// So many of a list, evenly spread, the first and the last among them.
  private static func spread(_ bounds: [Double], over room: Int) -> [Double] {
    guard bounds.count > room else { return bounds }
    guard room > 1 else { return Array(bounds.suffix(room)) }
    return (0..<room).map { bounds[$0 * (bounds.count - 1) / (room - 1)] }
  }
}
