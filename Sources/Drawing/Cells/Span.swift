/// A piece of a line with one meaning.
package struct Span: Sendable, Hashable {
  package var text: String
  package var role: Role

  package init(_ text: String, _ role: Role = .plain) {
    self.text = text
    self.role = role
  }
}

extension [Span] {
  /// The columns that the spans take together.
  package func width(ascii: Bool = false) -> Int {
    reduce(0) { $0 + TextWidth.columns($1.text, ascii: ascii) }
  }
}
