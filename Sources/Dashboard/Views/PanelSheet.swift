import Drawing
import MPanel

/// A view made of panels in columns, under the line that says which instance it is. Where it is too narrow or too low
/// for columns, the panels stand one above another and scroll.
struct PanelSheet {
  let reading: Reading
  /// The panels from left to right, each column from top to bottom.
  let columns: [[any Panel]]
  var scroll = 0

  /// Below this width panels stand one above another.
  private static let leastWidth = 72
  /// A frame, a line of titles and a row.
  private static let leastRows = 4

  func draw(on canvas: Canvas) {
    IdentityLine(reading: reading).draw(on: canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: 1)))
    let advice = advice
    let head = advice == nil ? 1 : 2
    if let advice {
      canvas.put(advice, x: 1, y: 1, role: .faint, width: max(canvas.width - 2, 0))
    }
    let body = canvas.part(Rect(x: 0, y: head, width: canvas.width, height: canvas.height - head))
    if isStacked(width: body.width, height: body.height) {
      drawStack(on: body)
      return
    }
    let places = body.bounds.columns(columns.map { _ in .share(1) })
    for (panels, place) in zip(columns, places) {
      let heights = heights(of: panels, width: place.width, room: place.height)
      for (panel, rect) in zip(panels, place.rows(heights.map { .fixed($0) })) {
        PanelFrame.draw(panel, reading, on: body.part(rect))
      }
    }
  }

  /// What an instance that exports less than it could is to be told, once for all panels.
  private var advice: String? {
    let absences = columns.joined().compactMap { $0.absence(reading) }
    let isLacking = absences.contains {
      switch $0 {
      case .notExported, .noSeries: true
      default: false
      }
    }
    return isLacking ? "What is missing here: docs/mpanel.md has the lines to add to mPanel." : nil
  }

  private func isStacked(width: Int, height: Int) -> Bool {
    width < PanelSheet.leastWidth
      || height < (columns.map(\.count).max() ?? 1) * PanelSheet.leastRows
  }

  /// The rows of each panel of a column: what it needs and a share of what is left over, or where there is not enough
  /// for all, as much less as the highest can spare.
  private func heights(of panels: [any Panel], width: Int, room: Int) -> [Int] {
    var heights = panels.map { wanted($0, width: width) }
    var left = room - heights.reduce(0, +)
    while left < 0, let place = heights.indices.max(by: { heights[$0] < heights[$1] }),
      heights[place] > PanelSheet.leastRows
    {
      heights[place] -= 1
      left += 1
    }
    let growing = panels.indices.filter { panels[$0].grows && panels[$0].absence(reading) == nil }
    let takers = growing.isEmpty ? Array(panels.indices) : growing
    for (turn, place) in takers.enumerated() where left > 0 {
      heights[place] += left / takers.count + (turn < left % takers.count ? 1 : 0)
    }
    return heights
  }

  private func wanted(_ panel: any Panel, width: Int) -> Int {
    panel.absence(reading) == nil ? panel.rows(reading, width: width) + 2 : PanelSheet.leastRows + 1
  }

  // MARK: - One column

  private func drawStack(on canvas: Canvas) {
    var y = -scroll
    for panel in columns.joined() {
      let height = wanted(panel, width: canvas.width)
      if y + height > 0, y < canvas.height {
        let whole = Surface(columns: canvas.width, rows: height, glyphs: canvas.glyphs)
        PanelFrame.draw(panel, reading, on: whole.canvas)
        canvas.copy(whole.grid, x: 0, y: y)
      }
      y += height
    }
  }

  private func stackedRows(width: Int) -> Int {
    columns.joined().reduce(0) { $0 + wanted($1, width: width) }
  }

  private var headRows: Int { advice == nil ? 1 : 2 }

  /// How far it scrolls on a screen of this size, of which header and footer take two lines.
  func overflow(_ size: Size) -> Int {
    let height = size.rows - 2 - headRows
    guard isStacked(width: size.columns, height: height) else { return 0 }
    return max(stackedRows(width: size.columns) - height, 0)
  }

  /// The rows of a screen on which all of it is shown.
  func fullRows(width: Int) -> Int {
    guard width >= PanelSheet.leastWidth else { return 2 + headRows + stackedRows(width: width) }
    let tallest = columns.map { panels in
      panels.reduce(0) { $0 + wanted($1, width: width / max(columns.count, 1)) }
    }.max()
    return max(24, 2 + headRows + (tallest ?? 0))
  }
}
