/// Where the name and labels of a sample stand in a body.
struct SeriesPlace {
  /// From the first byte of the name to behind the closing brace.
  var key: Range<Int>
  /// Without its quotes where it has any.
  var name: Range<Int>
  var isNameEscaped: Bool
  /// How many labels there are; those beyond the scanner's limit are counted, not kept.
  var labelCount: Int
}
