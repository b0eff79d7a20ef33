@testable import Drawing

/// What a mark draws on a canvas of a size, as lines of text.
func picture(_ columns: Int, _ rows: Int, glyphs: Glyphs = .blocks, _ draw: (Canvas) -> Void) -> [String] {
  let surface = Surface(columns: columns, rows: rows, glyphs: glyphs)
  draw(surface.canvas)
  return (0..<rows).map { surface.grid.text(row: $0) }
}
