/// The grid that canvases draw into.
package final class Surface {
  package internal(set) var grid: Grid
  package let glyphs: Glyphs
  /// Whether charts of latencies have linear scales.
  package let isLinear: Bool
  /// What places stand for, those drawn last at the end.
  private(set) var spots: [(place: Rect, spot: Spot)] = []

  package init(columns: Int, rows: Int, glyphs: Glyphs = .blocks, isLinear: Bool = false) {
    grid = Grid(columns: columns, rows: rows)
    self.glyphs = glyphs
    self.isLinear = isLinear
  }

  func offer(_ spot: Spot, in place: Rect) { spots.append((place, spot)) }

  /// What a cell stands for; nil where it is just to be looked at.
  package func spot(x: Int, y: Int) -> Spot? {
    spots.last { $0.place.contains(x: x, y: y) }?.spot
  }

  /// A canvas over the whole grid.
  package var canvas: Canvas {
    Canvas(surface: self, frame: Rect(x: 0, y: 0, width: grid.columns, height: grid.rows))
  }
}
