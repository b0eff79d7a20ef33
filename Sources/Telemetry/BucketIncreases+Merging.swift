extension BucketIncreases {
  /// What several histograms come to together.
  package struct Merged: Sendable, Hashable {
    package var increases: BucketIncreases
    /// Whether the layouts differed, so that only the bounds which all of them have are left.
    package var isCoarser: Bool
  }

  /// Adds histograms up, bucket by bucket: the only true way to a percentile over several instances. Percentiles
  /// themselves cannot be averaged.
  ///
  /// Where layouts differ, only bounds that all have are kept: a count at or below a bound that one of them does not
  /// have is not known. nil for no histograms.
  ///
  /// - Parameter weights: what each is multiplied with, 1 for all by default: `1 / window` turns increases into rates
  ///   where windows differ.
  package static func merge(_ all: [BucketIncreases], weights: [Double]? = nil) -> Merged? {
    guard let first = all.first else { return nil }
    let areAlike = all.allSatisfy { $0.bounds == first.bounds }
    let bounds = areAlike ? first.bounds : common(all)
    var sums = [Double](repeating: 0, count: bounds.count)
    for (index, one) in all.enumerated() {
      let weight = weights.flatMap { index < $0.count ? $0[index] : nil } ?? 1
      var place = 0
      for (bound, count) in zip(one.bounds, one.cumulative) {
        guard place < bounds.count, bounds[place] == bound else { continue }
        sums[place] += count * weight
        place += 1
      }
    }
    return Merged(
      increases: BucketIncreases(bounds: bounds, cumulative: sums),
      isCoarser: !areAlike && all.contains { $0.bounds.count != bounds.count })
  }

  /// The bounds that all have, ascending.
  private static func common(_ all: [BucketIncreases]) -> [Double] {
    var common = Set(all.first?.bounds ?? [])
    for other in all.dropFirst() { common.formIntersection(other.bounds) }
    return common.sorted()
  }
}
