/// How much is remembered of one target, so that a fleet fits into the same memory whatever its size.
package struct MemoryShare: Sendable, Hashable {
  /// Raw samples, 8 bytes each.
  package var samples: Int
  /// Steps of the charts' past, about 350 bytes each.
  package var steps: Int
  /// What was concluded after a report, about 1.3 KB each while alerts are on.
  package var conclusions: Int
  /// Points of the past of each counter and gauge, 24 to 40 bytes each.
  package var points: Int

  /// Of all targets together: 48 MB of samples, 35 MB of steps, 26 MB of conclusions, and 2 MB of points for each
  /// counter that rises all the time.
  private static let allSamples = 6 << 20
  private static let allSteps = 100_000
  private static let allConclusions = 20_000
  private static let allPoints = 48_000
  /// An hour at a scrape in 2 s. Nobody looks further back.
  private static let mostSteps = 1800
  /// A chart of fewer would show nothing.
  private static let leastSteps = 12
  /// The newest few can be looked at again in any fleet.
  private static let leastConclusions = 5
  /// Those of a quarter of an hour, where they are coarse.
  private static let leastPoints = 30

  package static func share(of targets: Int) -> MemoryShare {
    let count = max(targets, 1)
    return MemoryShare(
      samples: allSamples / count, steps: min(max(allSteps / count, leastSteps), mostSteps),
      conclusions: min(max(allConclusions / count, leastConclusions), 1000),
      points: max(allPoints / count, leastPoints))
  }
}
