/// The grid that canvases draw into.
package final class Surface {
  package internal(set) var grid: Grid
  package let glyphs: Glyphs

  package init(columns: Int, rows: Int, glyphs: Glyphs = .blocks) {
    grid = Grid(columns: columns, rows: rows)
    self.glyphs = glyphs
  }

  /// A canvas over the whole grid.
  package var canvas: Canvas {
    Canvas(surface: self, frame: Rect(x: 0, y: 0, width: grid.columns, height: grid.rows))
  }
}
