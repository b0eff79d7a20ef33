/// What the strict verdict demands of the text format: the bounds of buckets and quantiles are numbers, and what is
/// counted is not negative.
struct TextRules: PageRules {
  private var types: [String: MetricType] = [:]

  mutating func metadata(_ line: MetadataLine, _ bytes: Bytes) {
    guard line.keyword == .type, let type = MetricType(rawValue: bytes.text(line.text)) else { return }
    let name = LabelText.text(bytes, line.name, isEscaped: line.isNameEscaped)
    if types[name] == nil { types[name] = type }
  }

  func sample(_ sample: RuledSample) throws(LineError) {
    if types[sample.name] == .summary, let quantile = sample.labels["quantile"] {
      guard DecimalNumber.value(ofText: quantile) != nil else {
        throw LineError(at: sample.at, "the quantile is not a number")
      }
    }
    guard let (family, suffix) = Self.split(sample.name), let type = types[family],
      type == .histogram || type == .summary
    else { return }
    if suffix == "_bucket", type == .histogram, let bound = sample.labels["le"] {
      guard DecimalNumber.value(ofText: bound) != nil else {
        throw LineError(at: sample.at, "the bound of the bucket is not a number")
      }
    }
    if (suffix == "_bucket" && type == .histogram) || suffix == "_count", sample.value < 0 {
      throw LineError(at: sample.at, "a negative count")
    }
  }

  func end(at place: Int) {}

  /// `a_bucket` in `a` and `_bucket`.
  private static func split(_ name: String) -> (String, Substring)? {
    guard let underscore = name.lastIndex(of: "_") else { return nil }
    return (String(name[..<underscore]), name[underscore...])
  }
}
