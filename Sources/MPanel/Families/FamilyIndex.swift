import Exposition
import Telemetry

/// All families that an instance exports, also those that mptop knows nothing of. Made anew only when the set of series
/// changes.
package struct FamilyIndex: Sendable {
  /// By name. Families that are declared and have no series are among them.
  package private(set) var families: [FamilySeries] = []
  private var places: [String: Int] = [:]

  package init(_ history: History) {
    var slots: [String: [Int]] = [:]
    let names = history.sampleNames
    for name in names { slots[name] = history.slots(ofSample: name) }
    var declared: [String: Family] = [:]
    for family in history.families where declared[family.name] == nil { declared[family.name] = family }
    var samples: [String: [String]] = [:]
    for name in names {
      samples[FamilyIndex.family(of: name, in: declared), default: []].append(name)
    }
    for name in Set(declared.keys).union(samples.keys).sorted() {
      let family = declared[name]
      let own = samples[name] ?? []
      let counts = own.first.flatMap { slots[$0]?.first }.map { history.counts($0) } ?? false
      var series = FamilySeries(
        name: name, type: family?.type ?? .untyped, help: family?.help ?? "", unit: family?.unit ?? "",
        counts: counts || family?.type == .counter)
      FamilyIndex.fill(&series, own, slots, history)
      places[name] = families.count
      families.append(series)
    }
  }

  package subscript(name: String) -> FamilySeries? { places[name].map { families[$0] } }

  /// The family that a sample's name belongs to: its own where that is declared, else the one whose name it continues.
  private static func family(of sample: String, in declared: [String: Family]) -> String {
    if declared[sample] != nil { return sample }
    for ending in ["_bucket", "_count", "_sum", "_total", "_created", "_info", "_gcount", "_gsum"]
    where sample.hasSuffix(ending) {
      let name = String(sample.dropLast(ending.utf8.count))
      if declared[name] != nil { return name }
    }
    return sample
  }

  private static func fill(
    _ family: inout FamilySeries, _ names: [String], _ slots: [String: [Int]], _ history: History
  ) {
    var places: [[Label]: Int] = [:]
    func add(_ slot: Int, without dropped: String?, _ change: (inout FamilySeries.Member) -> Void) {
      let labels = history.labels(of: slot).filter { $0.name != dropped }
      let place = places[labels] ?? family.members.count
      if place == family.members.count {
        places[labels] = place
        family.members.append(FamilySeries.Member(labels: labels))
      }
      change(&family.members[place])
    }
    func number(_ label: String, of slot: Int) -> Double? {
      history.labels(of: slot).first { $0.name == label }.flatMap { DecimalNumber.value(ofText: $0.value) }
    }
    func named(_ ending: String) -> [Int] { slots[family.name + ending] ?? [] }
    family.samples = names
    switch family.kind {
    case .level, .counter:
      // When a family began is told beside it, and is not its value.
      for name in names where !name.hasSuffix("_created") || names.count == 1 {
        for slot in slots[name] ?? [] { add(slot, without: nil) { $0.slots.append(slot) } }
      }
    case .histogram:
      for slot in named("_count") { add(slot, without: nil) { $0.slots.append(slot) } }
      for slot in named("_sum") { add(slot, without: nil) { $0.sums.append(slot) } }
      let buckets = named("_bucket").map { ($0, number("le", of: $0) ?? .nan) }.filter { !$0.1.isNaN }
      family.bounds = Set(buckets.map(\.1)).sorted()
      let count = family.bounds.count
      let placeOfBound = Dictionary(
        family.bounds.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
      for (slot, bound) in buckets {
        guard let place = placeOfBound[bound] else { continue }
        add(slot, without: "le") { member in
          if member.buckets.isEmpty { member.buckets = [[Int]](repeating: [], count: count) }
          member.buckets[place].append(slot)
        }
      }
    case .summary:
      for slot in named("_count") { add(slot, without: nil) { $0.slots.append(slot) } }
      for slot in named("_sum") { add(slot, without: nil) { $0.sums.append(slot) } }
      let quantiles = named("").map { ($0, number("quantile", of: $0) ?? .nan) }.filter { !$0.1.isNaN }
      family.quantiles = Set(quantiles.map(\.1)).sorted()
      for (slot, quantile) in quantiles {
        guard let place = family.quantiles.firstIndex(of: quantile) else { continue }
        let count = family.quantiles.count
        add(slot, without: "quantile") { member in
          if member.quantiles.isEmpty { member.quantiles = [Int?](repeating: nil, count: count) }
          member.quantiles[place] = slot
        }
      }
    }
  }
}
