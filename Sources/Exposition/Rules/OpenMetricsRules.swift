/// What OpenMetrics 1.0 demands of a page beyond the grammar of its lines: families in one piece, metadata before
/// samples and said once, no name twice, and values that their type allows.
struct OpenMetricsRules: PageRules {
  private var family: OpenFamily?
  /// The sample names of the families before, whether they were used or not.
  private var taken: Set<String> = []

  mutating func metadata(_ line: MetadataLine, _ bytes: Bytes) throws(LineError) {
    let name = LabelText.text(bytes, line.name, isEscaped: line.isNameEscaped)
    let place = line.name.lowerBound
    if family?.name != name {
      let before = family
      family = OpenFamily(name: name, type: nil)
      try close(before, at: place)
    }
    try family?.say(line.keyword, bytes.text(line.text), at: place)
  }

  mutating func sample(_ sample: RuledSample) throws(LineError) {
    if family?.sampleNames.contains(sample.name) != true {
      let before = family
      // A sample without metadata is a family of its own.
      family = OpenFamily(name: sample.name, type: .unknown)
      try close(before, at: sample.at)
    }
    try family?.take(sample)
  }

  mutating func end(at place: Int) throws(LineError) {
    let last = family
    family = nil
    try close(last, at: place)
  }

  private mutating func close(_ family: OpenFamily?, at place: Int) throws(LineError) {
    guard var family else { return }
    for name in family.sampleNames.union([family.name]) where !taken.insert(name).inserted {
      throw LineError(at: place, "the sample name \(name) belongs to two families")
    }
    if let unit = family.unit, !unit.isEmpty {
      guard family.name.hasSuffix("_" + unit) else {
        throw LineError(at: place, "the unit is not the end of the name of family \(family.name)")
      }
      guard family.type != .info, family.type != .stateset else {
        throw LineError(at: place, "family \(family.name) is of a type without unit")
      }
    }
    try family.histogram.end(at: place)
  }
}
