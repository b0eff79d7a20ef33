/// Why there is no screen.
package enum TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Input or output is a pipe or a file.
  case notATerminal
  /// It cannot move its cursor.
  case tooSimple(term: String)
  case failed(term: String)

  package var description: String {
    switch self {
    case .notATerminal: "the dashboard needs a terminal for its input and output"
    case .tooSimple(let term):
      "the terminal TERM=\(term.isEmpty ? "(empty)" : term) cannot move its cursor, which the dashboard needs"
    case .failed(let term): "the terminal TERM=\(term) could not be opened"
    }
  }
}
