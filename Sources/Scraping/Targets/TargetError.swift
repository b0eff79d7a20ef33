/// Why a word is no target: names the word, what is wrong with it and what would be right.
package struct TargetError: Error, Sendable, Hashable, CustomStringConvertible {
  package var word: String
  package var reason: String

  package init(word: String, reason: String) {
    self.word = word
    self.reason = reason
  }

  package var description: String { "‘\(word)’ is no target: \(reason)" }
}
