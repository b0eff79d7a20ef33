/// What a page may hold before mptop leaves something out, and says so.
public struct Limits: Sendable, Hashable {
  public var samples: Int
  public var labels: Int
  public var nameBytes: Int
  /// mPanel's route labels hold raw paths, which Node allows up to 16 KiB.
  public var valueBytes: Int

  public init(samples: Int = 200_000, labels: Int = 64, nameBytes: Int = 1024, valueBytes: Int = 16_384) {
    self.samples = samples
    self.labels = labels
    self.nameBytes = nameBytes
    self.valueBytes = valueBytes
  }
}
