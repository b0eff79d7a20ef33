/// What a page held beyond the limits, by the limit that it broke.
public struct LeftOut: Sendable, Hashable {
  /// Samples beyond the number that is kept.
  public var samples = 0
  /// Samples with too many labels.
  public var labels = 0
  /// Samples with a name that is too long.
  public var names = 0
  /// Samples with a label value that is too long.
  public var values = 0
  /// Families beyond the number that is kept. Their samples are kept.
  public var families = 0

  public init() {}

  /// How many samples are missing from the page.
  public var sampleCount: Int { samples + labels + names + values }

  public var isEmpty: Bool { sampleCount == 0 && families == 0 }

  /// `12 samples beyond the limit of 200000, 1 sample with more than 64 labels`; empty where nothing was left out.
  public func words(_ limits: Limits) -> String {
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
