/// What a page held beyond the limits, by the limit that it broke.
package struct LeftOut: Sendable, Hashable {
  /// Samples beyond the number that is kept.
  package var samples = 0
  /// Samples with too many labels.
  package var labels = 0
  /// Samples with a name that is too long.
  package var names = 0
  /// Samples with a label value that is too long.
  package var values = 0
  /// Families beyond the number that is kept. Their samples are kept.
  package var families = 0

  package init() {}

  /// How many samples are missing from the page.
  package var sampleCount: Int { samples + labels + names + values }

  package var isEmpty: Bool { sampleCount == 0 && families == 0 }

  /// `12 samples beyond the limit of 200000, 1 sample with more than 64 labels`; empty where nothing was left out.
  package func words(_ limits: Limits) -> String {
    func counted(_ count: Int, _ noun: String, _ what: String) -> String? {
      count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s") \(what)"
    }
    return [
      counted(samples, "sample", "beyond the limit of \(limits.samples)"),
      counted(labels, "sample", "with more than \(limits.labels) labels"),
      counted(names, "sample", "with a name longer than \(limits.nameBytes) bytes"),
      counted(values, "sample", "with a label value longer than \(limits.valueBytes) bytes"),
      families == 0 ? nil : "\(families) families beyond the limit of \(limits.families)",
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
