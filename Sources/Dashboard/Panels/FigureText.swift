import Drawing

extension Canvas {
  /// Writes a figure right-aligned to a column, with its unit quieter and left-aligned after it, so that figures line
  /// up whatever their units. `width` is for the whole, of which the unit takes `unit`.
  func put(_ figure: Figure, x: Int, y: Int, width: Int, unit: Int, role: Role = .plain) {
    put(figure.digits, x: x, y: y, role: role, width: max(width - unit - 1, 0), align: .right)
    put(figure.unit, x: x + width - unit, y: y, role: .faint, width: unit)
  }
}

extension Figure {
  /// From one to another: `100–500 ms`, `0–2 /s`, `500 ms–2 s`. A unit that both have is said once.
  func through(_ upper: Figure) -> String {
    unit == upper.unit || digits == "0" ? "\(digits)–\(upper.text)" : "\(text)–\(upper.text)"
  }
}
