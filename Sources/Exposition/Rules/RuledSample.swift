/// A sample as ``PageRules`` look at it.
struct RuledSample {
  /// Where its line begins.
  var at: Int
  var name: String
  var isNameQuoted: Bool
  var labels: [String: String]
  var value: Double
  var timestamp: Double?
  var hasExemplar: Bool

  init(
    _ bytes: Bytes, _ series: SeriesPlace, _ places: [LabelPlace], value: Double, timestamp: Double?,
    hasExemplar: Bool
  ) {
    at = series.key.lowerBound
    name = LabelText.text(bytes, series.name, isEscaped: series.isNameEscaped)
    isNameQuoted = series.name.lowerBound > series.key.lowerBound
    labels = [:]
    for place in places {
      labels[LabelText.text(bytes, place.name, isEscaped: place.isNameEscaped)] =
        LabelText.text(bytes, place.value, isEscaped: place.isValueEscaped)
    }
    self.value = value
    self.timestamp = timestamp
    self.hasExemplar = hasExemplar
  }
}
