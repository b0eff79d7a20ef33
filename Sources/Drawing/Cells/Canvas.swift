/// A rectangle of a surface to draw in. Every canvas starts at (0, 0), and nothing drawn on it gets out of it.
package struct Canvas {
  private let surface: Surface
  private let frame: Rect

  init(surface: Surface, frame: Rect) {
    self.surface = surface
    self.frame = frame
  }

  package enum Align: Sendable {
    case left, right, centre
  }

  package var width: Int { frame.width }
  package var height: Int { frame.height }
  package var glyphs: Glyphs { surface.glyphs }
  package var isLinear: Bool { surface.isLinear }
  package var isASCII: Bool { glyphs == .ascii }
  package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  /// A canvas over a part of this one, cut where it would reach out.
  package func part(_ rect: Rect) -> Canvas {
    let left = min(max(rect.x, 0), width)
    let top = min(max(rect.y, 0), height)
    let right = min(max(rect.x + rect.width, left), width)
    let bottom = min(max(rect.y + rect.height, top), height)
    return Canvas(
      surface: surface,
      frame: Rect(x: frame.x + left, y: frame.y + top, width: right - left, height: bottom - top))
  }

  /// Says what a part stands for; what is said later of the same place counts.
  package func offer(_ spot: Spot, in rect: Rect) {
    let place = part(rect).frame
    if !place.isEmpty { surface.offer(spot, in: place) }
  }

  /// Sets one cell to a character that is known to be harmless and one column wide.
  package func set(_ scalar: Unicode.Scalar, x: Int, y: Int, role: Role) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let shown = isASCII && !scalar.isASCII ? ASCIIText.replacement(of: scalar) : scalar
    surface.grid[frame.x + x, frame.y + y] = Cell(shown, role)
  }

  /// The cell at a place; a blank outside.
  package func cell(x: Int, y: Int) -> Cell {
    x >= 0 && y >= 0 && x < width && y < height ? surface.grid[frame.x + x, frame.y + y] : .blank
  }

  /// Writes a line of text and gives the columns it took.
  ///
  /// This is the only door through which text gets to a grid, so it is also where it is cleaned: controls, bidi
  /// marks and whatever else could move a terminal's cursor or deceive a reader comes out as one visible mark.
  /// With `width` the text is cut (its last column an ellipsis) or padded to just that.
  @discardableResult
  package func put(
    _ text: String, x: Int, y: Int, role: Role = .plain, width: Int? = nil, align: Align = .left
  ) -> Int {
    put([Span(text, role)], x: x, y: y, width: width, align: align)
  }

  /// Writes spans one after another as ``put(_:x:y:role:width:align:)`` does.
  @discardableResult
  package func put(_ spans: [Span], x: Int, y: Int, width: Int? = nil, align: Align = .left) -> Int {
    let ascii = isASCII
    guard let width else {
      var column = x
      for span in spans { column += write(span, x: column, y: y, end: self.width, ascii: ascii) }
      return column - x
    }
    let needed = spans.width(ascii: ascii)
    if needed <= width {
      let slack = width - needed
      let lead = align == .left ? 0 : align == .right ? slack : slack / 2
      var column = x + lead
      for span in spans { column += write(span, x: column, y: y, end: self.width, ascii: ascii) }
    } else if width > 0 {
      var column = x
      for span in spans where column < x + width - 1 {
        column += write(span, x: column, y: y, end: min(x + width - 1, self.width), ascii: ascii)
      }
      set("…", x: min(column, x + width - 1), y: y, role: spans.last?.role ?? .plain)
    }
    return max(width, 0)
  }

  private func write(_ span: Span, x: Int, y: Int, end: Int, ascii: Bool) -> Int {
    var column = x
    for scalar in span.text.unicodeScalars {
      guard let shown = TextWidth.shown(scalar, ascii: ascii) else { continue }
      let columns = TextWidth.columns(shown)
      // A wide character never straddles an edge.
      guard column + columns <= end else { break }
      if column >= 0, y >= 0, y < height {
        surface.grid[frame.x + column, frame.y + y] = Cell(shown, span.role)
        if columns == 2 {
          surface.grid[frame.x + column + 1, frame.y + y] = Cell(Cell.continuation, span.role)
        }
      }
      column += columns
    }
    return column - x
  }

  /// Fills a part with one character.
  package func fill(_ rect: Rect, _ scalar: Unicode.Scalar = " ", role: Role = .plain) {
    let part = part(rect)
    for y in 0..<part.height {
      for x in 0..<part.width { part.set(scalar, x: x, y: y, role: role) }
    }
  }

  /// Gives every cell of a part another role and leaves its character.
  package func paint(_ rect: Rect, role: Role) {
    let part = part(rect)
    for y in 0..<part.height {
      for x in 0..<part.width { surface.grid[part.frame.x + x, part.frame.y + y].role = role }
    }
  }

  /// Copies a finished grid with its upper left corner at a place; what would lie outside is left out.
  package func copy(_ grid: Grid, x: Int, y: Int) {
    for row in 0..<grid.rows where y + row >= 0 && y + row < height {
      for column in 0..<grid.columns where x + column >= 0 && x + column < width {
        surface.grid[frame.x + x + column, frame.y + y + row] = grid[column, row]
      }
    }
  }
}
