extension MetricType {
  /// The types that both dialects know, from their bytes; nil for anything else.
  init?(plain place: Range<Int>, in bytes: Bytes) {
    switch (bytes.packed(place), place.count) {
    case (Self.counterWord, 7): self = .counter
    case (Self.gaugeWord, 5): self = .gauge
    case (Self.summaryWord, 7): self = .summary
    case (Self.histogramWord, 9) where bytes[place.upperBound - 1] == UInt8(ascii: "m"): self = .histogram
    default: return nil
    }
  }

  private static let counterWord = Bytes.packed("counter")
  private static let gaugeWord = Bytes.packed("gauge")
  private static let summaryWord = Bytes.packed("summary")
  private static let histogramWord = Bytes.packed("histogra")
}
