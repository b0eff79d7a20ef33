/// A line that says something about a family.
struct MetadataLine {
  enum Keyword {
    case help, type, unit
  }

  var keyword: Keyword
  /// Without its quotes.
  var name: Range<Int>
  var isNameEscaped: Bool
  /// The rest of the line.
  var text: Range<Int>
}
