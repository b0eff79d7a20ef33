/// How a role looks.
package struct Style: Sendable, Hashable {
  package var foreground: Colour
  package var background: Colour
  package var bold: Bool
  package var dim: Bool
  package var underline: Bool
  package var reverse: Bool

  package init(
    _ foreground: Colour = .terminal, background: Colour = .terminal, bold: Bool = false, dim: Bool = false,
    underline: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.reverse = reverse
  }

  /// The words for attributes in a theme file.
  package static let attributes: [(name: String, path: WritableKeyPath<Style, Bool> & Sendable)] = [
    ("bold", \.bold), ("dim", \.dim), ("underline", \.underline), ("reverse", \.reverse),
  ]
}
