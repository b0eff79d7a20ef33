/// A finished screen: rows of cells, which a terminal, a text file or a test looks at in its own way.
package struct Grid: Sendable, Equatable {
  package let columns: Int
  package let rows: Int
  package private(set) var cells: [Cell]

  package init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    cells = [Cell](repeating: .blank, count: self.columns * self.rows)
  }

  /// A blank outside of the grid; writing there does nothing.
  package subscript(x: Int, y: Int) -> Cell {
    get { x >= 0 && y >= 0 && x < columns && y < rows ? cells[y * columns + x] : .blank }
    set { if x >= 0, y >= 0, x < columns, y < rows { cells[y * columns + x] = newValue } }
  }

  /// The cells of one row; empty outside of the grid.
  package func row(_ y: Int) -> ArraySlice<Cell> {
    y >= 0 && y < rows ? cells[(y * columns)..<((y + 1) * columns)] : []
  }

  /// The characters of one row, with the blanks at its end.
  package func text(row y: Int) -> String {
    var text = ""
    for cell in row(y) where !cell.isContinuation { text.unicodeScalars.append(cell.scalar) }
    return text
  }

  /// The screen as plain text, without the blanks at the ends of lines.
  package var plainText: String {
    (0..<rows).map { y in
      let line = text(row: y)
      return String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
    }.joined(separator: "\n")
  }

  /// One letter a cell for what it means, for golden screens.
  package var rolePlane: String {
    (0..<rows).map { String(row($0).map(\.role.letter)) }.joined(separator: "\n")
  }
}
