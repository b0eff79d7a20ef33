/// Where a label stands in a body, without its quotes.
struct LabelPlace {
  var name: Range<Int>
  var value: Range<Int>
  var isNameEscaped: Bool
  var isValueEscaped: Bool
}
