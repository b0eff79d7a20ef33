import Exposition
import Telemetry

/// All families that an instance exports, also those that mptop knows nothing of. New series are added to it; only where
/// known ones have moved, or there are other families, is it made anew.
package struct FamilyIndex: Sendable {
  /// By name. Families that are declared and have no series are among them.
  package private(set) var families: [FamilySeries] = []
  private var places: [String: Int] = [:]
  /// What the families follow from: those that the page declares, and the names of samples.
  private var declared: [Family] = []
  private var samples: [String] = []
  private var seen = SlotExtent.none
  /// How many series were looked at to make it: no more than there are, however often it was updated.
  package private(set) var work = 0

  package init(_ history: History) { update(history) }

  /// Takes in what the history has by now.
  package mutating func update(_ history: History) {
    let (declared, samples) = (history.families, history.sampleNames)
    if samples != self.samples || declared != self.declared || !seen.isPart(of: history.extent) {
      let done = work
      self = FamilyIndex(declared, samples, history)
      work = done
    }
    let parts = places.isEmpty ? [:] : self.parts
    let new = history.slots(from: seen.count, meaning: { parts[$0] })
    // Which bounds have room is known when all are.
    var bounds: [Int: Set<Double>] = [:]
    for (slot, part) in new where part.part == .bucket {
      if let bound = Bindings.bound(history.labels(of: slot)) {
        bounds[part.family, default: []].insert(bound)
      }
    }
    for (family, bounds) in bounds { families[family].add(bounds: bounds) }
    for (slot, part) in new {
      work += 1
      families[part.family].add(slot, part.part, history.labels(of: slot))
    }
    seen = history.extent
  }

  /// The families without their series.
  private init(_ declared: [Family], _ samples: [String], _ history: History) {
    self.declared = declared
    self.samples = samples
    let byName = Dictionary(declared.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let owned = Dictionary(grouping: samples) { FamilyIndex.family(of: $0, in: byName) }
    for name in Set(byName.keys).union(owned.keys).sorted() {
      let family = byName[name]
      let own = owned[name] ?? []
      let counts = own.first.flatMap { history.slots(ofSample: $0).first }.map { history.counts($0) } ?? false
      places[name] = families.count
      families.append(
        FamilySeries(
          name: name, type: family?.type ?? .untyped, help: family?.help ?? "", unit: family?.unit ?? "",
          counts: counts || family?.type == .counter, samples: own))
    }
  }

  package subscript(name: String) -> FamilySeries? { places[name].map { families[$0] } }

  /// The family of each sample name, and what its samples are in it.
  private var parts: [String: (family: Int, part: FamilySeries.Part)] {
    var parts: [String: (family: Int, part: FamilySeries.Part)] = [:]
    for (place, family) in families.enumerated() {
      for sample in family.samples {
        if let part = family.part(of: sample) { parts[sample] = (place, part) }
      }
    }
    return parts
  }

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
}

extension FamilyIndex: Equatable {
  /// Whether they say the same of a history, whatever was done to make them.
  package static func == (left: FamilyIndex, right: FamilyIndex) -> Bool {
    left.families == right.families && left.places == right.places && left.seen == right.seen
  }
}
