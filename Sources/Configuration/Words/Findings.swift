import MPanel

/// Everything found wrong in one file: a reader goes on after each, so that all are told at once.
package struct Findings: Sendable {
  package let file: String
  package private(set) var problems: [Problem] = []
  /// What is understood but has no effect here.
  package private(set) var notes: [Problem] = []

  package init(file: String) { self.file = file }

  package mutating func refuse(_ words: String, at line: Int?) {
    problems.append(Problem(file: file, line: line, words: words))
  }

  package mutating func note(_ words: String, at line: Int?) {
    notes.append(Problem(file: file, line: line, words: words))
  }

  /// A word of the file as a message may show it.
  package static func shown(_ word: String) -> String { "‘\(CleanText.of(word, limit: 60))’" }
}
