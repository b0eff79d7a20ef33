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

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  /// The columns that fit, with the widths they get: places in ``columns``.
  package func fit(_ width: Int) -> [(index: Int, width: Int)] {
    var kept = Array(columns.indices)
    func needed() -> Int { kept.reduce(0) { $0 + columns[$1].width } + max(kept.count - 1, 0) }
    while needed() > width, kept.count > 1,
      let out = kept.max(by: { (columns[$0].priority, $0) < (columns[$1].priority, $1) })
    {
      kept.removeAll { $0 == out }
    }
    let slack = max(width - needed(), 0)
    let growing = kept.filter { columns[$0].grows }
    return kept.map { index in
      var columnWidth = min(columns[index].width, width)
      if let place = growing.firstIndex(of: index) {
        columnWidth += slack / growing.count + (place < slack % growing.count ? 1 : 0)
      }
      return (index, columnWidth)
    }
  }

  /// Draws the titles and as many rows as fit, starting with row `scroll`. Each row gives its cells by the column's
  /// place; a cell gets the canvas of its place to draw on.
  package func draw(
    on canvas: Canvas, rows: Int, scroll: Int = 0, selected: Int? = nil, header: Bool = true,
    cell: (_ row: Int, _ column: Int, _ canvas: Canvas) -> Void
  ) {
    let places = fit(canvas.width)
    var y = 0
    if header {
      var x = 0
      for (index, width) in places {
        canvas.put(columns[index].title, x: x, y: 0, role: .label, width: width, align: columns[index].align)
        x += width + 1
      }
      y = 1
    }
    let room = max(canvas.height - y, 0)
    let hidden = rows - scroll > room
    let shown = min(max(rows - scroll, 0), hidden ? max(room - 1, 0) : room)
    for line in 0..<shown {
      let row = scroll + line
      var x = 0
      for (index, width) in places {
        cell(row, index, canvas.part(Rect(x: x, y: y + line, width: width, height: 1)))
        x += width + 1
      }
      if row == selected {
        canvas.paint(Rect(x: 0, y: y + line, width: canvas.width, height: 1), role: .selected)
      }
    }
    if hidden, room > 0 {
      canvas.put("+\(rows - scroll - shown) more", x: 0, y: y + shown, role: .faint, width: canvas.width)
    }
  }
}
