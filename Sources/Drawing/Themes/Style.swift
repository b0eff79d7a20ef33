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

  /// The nearest that a terminal with so many colours can show. A grey for which it has only black would not be seen
  /// on black: it is the terminal's own colour then, dimmed.
  package func mapped(to colours: Int) -> Style {
    var style = self
    style.foreground = foreground.mapped(to: colours)
    style.background = background.mapped(to: colours)
    if style.foreground == .indexed(0), foreground != .indexed(0), style.background == .terminal {
      style.foreground = .terminal
      style.dim = true
    }
    return style
  }

  /// The words for attributes in a theme file.
  package static let attributes: [(name: String, path: WritableKeyPath<Style, Bool> & Sendable)] = [
    ("bold", \.bold), ("dim", \.dim), ("underline", \.underline), ("reverse", \.reverse),
  ]
}
