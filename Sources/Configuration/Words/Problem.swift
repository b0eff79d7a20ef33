/// What is wrong in a file, and where.
package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
  package var file: String
  package var line: Int?
  package var words: String

  package init(file: String, line: Int? = nil, words: String) {
    self.file = file
    self.line = line
    self.words = words
  }

  /// `FILE:LINE: words`, as compilers say it and editors jump to it.
  package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(words)" }
}
