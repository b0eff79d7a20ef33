/// The names of a line's labels, to find one that stands twice.
struct LabelNames {
  /// Of many labels, their fingerprints: a line of a megabyte may not take a square of its labels' number.
  private var fingerprints: Set<UInt64> = []

  /// Whether a name is not among those of the labels before it.
  mutating func isNew(_ name: Range<Int>, after labels: ArraySlice<LabelPlace>, in bytes: Bytes) -> Bool {
    func fingerprint(_ name: Range<Int>) -> UInt64 {
      Fingerprint.of(bytes, name.lowerBound, name.upperBound, after: Fingerprint.ofNames)
    }
    if labels.count >= 16 {
      if fingerprints.isEmpty { fingerprints = Set(labels.map { fingerprint($0.name) }) }
      guard !fingerprints.insert(fingerprint(name)).inserted else { return true }
    }
    return !labels.contains { bytes.areSame($0.name, name) }
  }
}
