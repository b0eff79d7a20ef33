import Glibc

/// A small generator of pseudo-random numbers (SplitMix64): the same seed plays the same world.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Evenly in 0..<1.
  package mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  package mutating func chance(_ probability: Double) -> Bool { share() < probability }

  /// Normally distributed around 0 with deviation 1 (Box and Muller).
  package mutating func normal() -> Double {
    sqrt(-2 * log(1 - share())) * cos(2 * .pi * share())
  }

  /// How many of something that happens `mean` times on average happened (Knuth; the normal curve for many).
  package mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    if mean > 60 { return max(Int((mean + normal() * sqrt(mean)).rounded()), 0) }
    let limit = exp(-mean)
    var product = share()
    var count = 0
    while product > limit {
      product *= share()
      count += 1
    }
    return count
  }
}
