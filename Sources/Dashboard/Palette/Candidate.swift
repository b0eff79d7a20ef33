/// What a line could become.
struct Candidate: Sendable, Hashable {
  /// The whole line.
  var line: String
  /// How it is shown, and what it does.
  var name: String
  var argument = ""
  var words = ""
  /// The key that does the same.
  var key = ""
}
