/// Adds histograms up one by one, as ``BucketIncreases/merge(_:weights:)`` does with all at once.
package struct BucketSums: Sendable {
  private var bounds: [Double] = []
  private var sums: [Double] = []
  /// Those with another layout than the first, and their weights; few where a fleet runs one build.
  private var others: [BucketIncreases] = []
  private var weights: [Double] = []

  package init() {}

  package mutating func add(_ one: BucketIncreases, weight: Double) {
    if sums.isEmpty {
      bounds = one.bounds
      sums = [Double](repeating: 0, count: bounds.count)
    }
    guard one.bounds == bounds else {
      others.append(one)
      weights.append(weight)
      return
    }
    for place in sums.indices { sums[place] += one.cumulative[place] * weight }
  }

  /// nil for no histograms.
  package var merged: BucketIncreases.Merged? {
    guard !sums.isEmpty else { return nil }
    return BucketIncreases.merge(
      [BucketIncreases(bounds: bounds, cumulative: sums)] + others, weights: [1] + weights)
  }
}
