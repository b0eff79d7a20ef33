import Exposition

/// A family with its series, whatever it is about.
package struct FamilySeries: Sendable, Hashable {
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
  package struct Member: Sendable, Hashable {
    package var labels: [Label]
    /// The samples of the family's own name, or its count for a histogram or summary.
    package var slots: [Int] = []
    package var sums: [Int] = []
    /// By the place of their bound in ``FamilySeries/bounds``.
    package var buckets: [[Int]] = []
    /// By the place in ``FamilySeries/quantiles``.
    package var quantiles: [Int?] = []
  }

  /// What a sample is in its family.
  enum Part: Sendable { case value, sum, bucket, quantile }

  package let name: String
  package let type: MetricType
  package let help: String
  package let kind: Kind
  /// The names under which its samples stand, the most telling first: `x_bucket`, `x_count`, `x_sum`.
  package let samples: [String]
  private var bucketBounds = BucketBounds()
  /// Upper bounds of a histogram's buckets, ascending.
  package var bounds: [Double] { bucketBounds.all }
  /// How many bounds are left out.
  package var leftOutBounds: Int { bucketBounds.leftOutCount }
  /// A summary's quantiles, ascending.
  package private(set) var quantiles: [Double] = []
  package private(set) var members: [Member] = []
  private var places: [[Label]: Int] = [:]
  /// The unit that its name ends in, or that the page gives.
  package let unit: FamilyUnit

  init(name: String, type: MetricType, help: String, unit: String, counts: Bool, samples: [String]) {
    self.name = name
    self.type = type
    self.help = help
    self.samples = samples
    kind =
      switch type {
      case .histogram: .histogram
      case .summary: .summary
      default: counts ? .counter : .level
      }
    self.unit = FamilyUnit(family: name, declared: unit)
  }

  /// What the samples of a name are in it; nil for those that do not count.
  func part(of sample: String) -> Part? {
    switch kind {
    case .level, .counter:
      // When a family began is told beside it, and is not its value.
      sample.hasSuffix("_created") && samples.count > 1 ? nil : .value
    case .histogram, .summary:
      switch sample {
      case name + "_count": .value
      case name + "_sum": .sum
      case name + "_bucket" where kind == .histogram: .bucket
      case name where kind == .summary: .quantile
      default: nil
      }
    }
  }

  mutating func add(_ slot: Int, _ part: Part, _ labels: [Label]) {
    switch part {
    case .value: members[member(labels)].slots.append(slot)
    case .sum: members[member(labels)].sums.append(slot)
    case .bucket:
      guard let bound = Bindings.bound(labels) else { return }
      guard let place = bucketBounds.place(of: bound) else { return }
      let member = member(labels.filter { $0.name != "le" })
      while members[member].buckets.count < bounds.count { members[member].buckets.append([]) }
      members[member].buckets[place].append(slot)
    case .quantile:
      guard let text = labels.first(where: { $0.name == "quantile" })?.value,
        let quantile = DecimalNumber.value(ofText: text), !quantile.isNaN
      else { return }
      let place = self.place(ofQuantile: quantile)
      let member = member(labels.filter { $0.name != "quantile" })
      while members[member].quantiles.count < quantiles.count { members[member].quantiles.append(nil) }
      members[member].quantiles[place] = slot
    }
  }

  private mutating func member(_ labels: [Label]) -> Int {
    if let place = places[labels] { return place }
    places[labels] = members.count
    members.append(Member(labels: labels))
    return members.count - 1
  }

  /// Takes in bounds before the series that have them. Those that are new move the others.
  mutating func add(bounds: Set<Double>) {
    guard let places = bucketBounds.add(bounds) else { return }
    for member in members.indices where !members[member].buckets.isEmpty {
      var moved = [[Int]](repeating: [], count: bucketBounds.all.count)
      for (place, slots) in zip(places, members[member].buckets) { moved[place] = slots }
      members[member].buckets = moved
    }
  }

  private mutating func place(ofQuantile quantile: Double) -> Int {
    let place = quantiles.firstIndex { $0 >= quantile } ?? quantiles.count
    guard place == quantiles.count || quantiles[place] != quantile else { return place }
    quantiles.insert(quantile, at: place)
    for member in members.indices where !members[member].quantiles.isEmpty {
      members[member].quantiles.insert(nil, at: place)
    }
    return place
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
