import Exposition

/// A family with its series, whatever it is about.
package struct FamilySeries: Sendable {
  /// How its series are looked at.
  package enum Kind: Sendable, Hashable {
    /// By value: gauges, and whatever is not known to count.
    case level
    /// By rate.
    case counter
    /// By percentiles of its buckets.
    case histogram
    /// By the quantiles that the server computed itself.
    case summary
  }

  /// One set of labels, without `le` and `quantile`.
  package struct Member: Sendable {
    package var labels: [Label]
    /// The samples of the family's own name, or its count for a histogram or summary.
    package var slots: [Int] = []
    package var sums: [Int] = []
    /// By the place of their bound in ``FamilySeries/bounds``.
    package var buckets: [[Int]] = []
    /// By the place in ``FamilySeries/quantiles``.
    package var quantiles: [Int?] = []
  }

  package let name: String
  package let type: MetricType
  package let help: String
  package let kind: Kind
  /// The names under which its samples stand, the most telling first: `x_bucket`, `x_count`, `x_sum`.
  package internal(set) var samples: [String] = []
  /// Upper bounds of a histogram's buckets, ascending.
  package internal(set) var bounds: [Double] = []
  /// A summary's quantiles, ascending.
  package internal(set) var quantiles: [Double] = []
  package internal(set) var members: [Member] = []
  /// The unit that its name ends in, or that the page gives.
  package let unit: FamilyUnit

  init(name: String, type: MetricType, help: String, unit: String, counts: Bool) {
    self.name = name
    self.type = type
    self.help = help
    kind =
      switch type {
      case .histogram: .histogram
      case .summary: .summary
      default: counts ? .counter : .level
      }
    self.unit = FamilyUnit(family: name, declared: unit)
  }

  /// All members together.
  package var whole: Member {
    var whole = Member(labels: [])
    whole.slots = members.flatMap(\.slots)
    whole.sums = members.flatMap(\.sums)
    whole.buckets = bounds.indices.map { place in
      members.flatMap { place < $0.buckets.count ? $0.buckets[place] : [] }
    }
    return whole
  }
}
