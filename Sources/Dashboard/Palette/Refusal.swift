extension Instruction {
  /// Why something cannot be done, as a sentence that names the word and what would be valid.
  struct Refusal: Error {
    var words: String
    init(_ words: String) { self.words = words }

    /// A word that is none of those that are valid.
    static func unknown(_ what: String, _ word: String, among valid: [String]) -> Refusal {
      let list = valid.prefix(8).joined(separator: ", ")
      let choice =
        Nearest.word(to: word, among: valid).map { "; did you mean \($0)?" }
        ?? (valid.isEmpty ? "" : valid.count > 8 ? "; Tab shows those there are" : ": there are \(list)")
      return Refusal(
        word.isEmpty ? "no \(what) was named\(choice)" : "there is no \(what) ‘\(word)’\(choice)")
    }
  }
}
