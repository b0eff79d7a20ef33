/// Where the parts of an exemplar stand.
struct ExemplarPlace {
  /// With the braces.
  var labels: Range<Int>
  var value: Double
  /// In milliseconds.
  var timestamp: Double?
}
