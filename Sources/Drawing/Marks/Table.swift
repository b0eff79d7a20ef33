/// Rows under a line of titles. Columns of low priority give way where there is no room.
package struct Table {
  package struct Column: Sendable {
    package var title: String
    package var width: Int
    package var align: Canvas.Align
    /// 0 stays longest. Columns with the highest number are left out first.
    package var priority: Int
    /// Whether it takes the room that is left over.
    package var grows: Bool

    package init(
      _ title: String, width: Int, align: Canvas.Align = .right, priority: Int = 0, grows: Bool = false
    ) {
      self.title = title
      self.width = width
      self.align = align
      self.priority = priority
      self.grows = grows
    }
  }

  package var columns: [Column]
  /// Blank columns between two columns.
  package var gap: Int

  package init(gap: Int = 1, _ columns: [Column]) {
    self.columns = columns
    self.gap = gap
  }

  /// The columns that fit, with the widths they get: places in ``columns``.
  package func fit(_ width: Int) -> [(index: Int, width: Int)] {
    var kept = Array(columns.indices)
    func needed() -> Int { kept.reduce(0) { $0 + columns[$1].width } + max(kept.count - 1, 0) * gap }
    while needed() > width, kept.count > 1,
      let out = kept.max(by: { (columns[$0].priority, $0) < (columns[$1].priority, $1) })
    {
      kept.removeAll { $0 == out }
    }
    let slack = max(width - needed(), 0)
    // What is left over goes to the columns that grow; without one, to the first.
    let wanting = kept.filter { columns[$0].grows }
    let growing = wanting.isEmpty ? Array(kept.prefix(1)) : wanting
    return kept.map { index in
      var columnWidth = min(columns[index].width, width)
      if let place = growing.firstIndex(of: index) {
        columnWidth += slack / growing.count + (place < slack % growing.count ? 1 : 0)
      }
      return (index, columnWidth)
    }
  }

  /// Where a column is, of those that fit.
  package func place(of column: Int, width: Int) -> (x: Int, width: Int)? {
    var x = 0
    for place in fit(width) {
      if place.index == column { return (x, place.width) }
      x += place.width + gap
    }
    return nil
  }

  /// Draws the titles and as many rows of `lines` lines each as fit, starting with row `scroll`. Each row gives its
  /// cells by the column's place; a cell gets the canvas of its place to draw on. `isList` says that its rows are those
  /// of the list that is shown, which can be clicked.
  package func draw(
    on canvas: Canvas, rows: Int, lines: Int = 1, scroll: Int = 0, isList: Bool = false,
    cell: (_ row: Int, _ column: Int, _ canvas: Canvas) -> Void
  ) {
    let places = fit(canvas.width)
    var x = 0
    for (index, width) in places {
      canvas.put(columns[index].title, x: x, y: 0, role: .label, width: width, align: columns[index].align)
      x += width + gap
    }
    let lines = max(lines, 1)
    let room = max(canvas.height - 1, 0) / lines
    let hidden = rows - scroll > room
    let shown = min(max(rows - scroll, 0), hidden ? max(room - 1, 0) : room)
    for line in 0..<shown {
      if isList {
        canvas.offer(
          .line(scroll + line), in: Rect(x: 0, y: 1 + line * lines, width: canvas.width, height: lines))
      }
      x = 0
      for (index, width) in places {
        cell(
          scroll + line, index, canvas.part(Rect(x: x, y: 1 + line * lines, width: width, height: lines)))
        x += width + gap
      }
    }
    if hidden, room > 0 {
      canvas.put(
        "+\(rows - scroll - shown) more", x: 0, y: 1 + shown * lines, role: .faint, width: canvas.width)
    }
  }

  /// Draws one row without titles, for sums that stay in place while rows scroll.
  package func drawRow(on canvas: Canvas, cell: (_ column: Int, _ canvas: Canvas) -> Void) {
    var x = 0
    for (index, width) in fit(canvas.width) {
      cell(index, canvas.part(Rect(x: x, y: 0, width: width, height: 1)))
      x += width + gap
    }
  }

  /// How many lines each row can take on a canvas so that all rows fit under the titles: at most `most`, and one
  /// where the last column, the chart for which a row is made high, has no room.
  package func lines(rows: Int, on canvas: Canvas, most: Int) -> Int {
    guard fit(canvas.width).last?.index == columns.count - 1 else { return 1 }
    return min(max((canvas.height - 1) / max(rows, 1), 1), most)
  }
}
