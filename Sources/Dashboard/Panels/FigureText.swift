import Drawing

extension Canvas {
  /// Writes a figure right-aligned to a column, with its unit quieter and left-aligned after it, so that figures line
  /// up whatever their units. `width` is for the whole, of which the unit takes `unit`.
  func put(_ figure: Figure, x: Int, y: Int, width: Int, unit: Int, role: Role = .plain) {
    put(figure.digits, x: x, y: y, role: role, width: max(width - unit - 1, 0), align: .right)
    put(figure.unit, x: x + width - unit, y: y, role: .faint, width: unit)
  }
}
