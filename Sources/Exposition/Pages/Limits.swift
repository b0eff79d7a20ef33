/// What a page may hold before something is left out, and said to be.
package struct Limits: Sendable, Hashable {
  package var samples: Int
  /// Families that a page may declare.
  package var families: Int
  /// Labels of one series.
  package var labels: Int
  /// Bytes of a metric's, a family's or a label's name.
  package var nameBytes: Int
  /// Bytes of a label's value: mPanel's route labels hold raw paths, which Node allows up to 16 KiB.
  package var valueBytes: Int

  package init(
    samples: Int = 200_000, families: Int = 20_000, labels: Int = 64, nameBytes: Int = 1024,
    valueBytes: Int = 16_384
  ) {
    self.samples = samples
    self.families = families
    self.labels = labels
    self.nameBytes = nameBytes
    self.valueBytes = valueBytes
  }
}
