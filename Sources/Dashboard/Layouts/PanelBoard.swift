import Drawing
import MPanel

/// Panels on a part of the screen: arranged as a layout says, one above another where there is too little room for that,
/// or one of them alone.
struct PanelBoard {
  let reading: Reading
  let layout: PanelLayout
  /// The panels of the layout in the order in which they are stacked.
  let panels: [any Panel]
  let focus: PanelFocus
  let scroll: Int
  /// Whether of two columns the left one is wider: for charts that say more the wider they are.
  let leansLeft: Bool

  init(_ view: View, reading: Reading, layout: PanelLayout, focus: PanelFocus = PanelFocus(), scroll: Int) {
    self.reading = reading
    self.layout = layout
    let names = Set(layout.names)
    panels = view.panels.filter { names.contains($0.name) }
    self.focus = focus
    self.scroll = scroll
    leansLeft = view == .instance
  }

  /// One panel and its place.
  struct Place {
    let panel: any Panel
    let rect: Rect
  }

  func draw(on canvas: Canvas) {
    if let panel = expanded {
      draw(panel, in: canvas.bounds, on: canvas)
    } else if isStacked(canvas.bounds) {
      drawStack(on: canvas)
    } else {
      for place in places(in: canvas.bounds) { draw(place.panel, in: place.rect, on: canvas) }
    }
  }

  /// The panel that has the whole part.
  var expanded: (any Panel)? { focus.isExpanded ? panels.first { $0.name == focus.name } : nil }

  private func draw(_ panel: any Panel, in rect: Rect, on canvas: Canvas) {
    canvas.offer(.panel(panel.name), in: rect)
    PanelFrame.draw(panel, reading, on: canvas.part(rect), isFocused: panel.name == focus.name)
  }

  // MARK: - Arranged

  /// Below this width a column says little, and below these heights a row of one or two panels.
  private static let leastColumns = 36
  private static func leastRows(_ stacked: Int) -> Int { stacked > 2 ? 4 * stacked : 4 + stacked }

  func isStacked(_ part: Rect) -> Bool {
    let columns = layout.rows.map(\.count).max() ?? 1
    let rows = layout.rows.reduce(0) { $0 + PanelBoard.leastRows($1.map(\.count).max() ?? 1) }
    return (columns > 1 && part.width < PanelBoard.leastColumns * columns) || part.height < rows
  }

  /// Where each panel is; empty where they are stacked.
  func places(in part: Rect) -> [Place] {
    guard !isStacked(part) else { return [] }
    var places: [Place] = []
    for (row, band) in zip(layout.rows, part.rows(bands(part))) {
      for (names, column) in zip(row, band.columns(columns(row.count, width: band.width))) {
        let panels = names.compactMap { name in self.panels.first { $0.name == name } }
        for (panel, rect) in zip(panels, column.rows(stack(panels, in: column))) {
          places.append(Place(panel: panel, rect: rect))
        }
      }
    }
    return places
  }

  private func columns(_ count: Int, width: Int) -> [Rect.Extent] {
    guard count == 2, leansLeft else { return (0..<count).map { _ in .share(1) } }
    return [.fixed(width * (width >= 160 ? 60 : 57) / 100), .share(1)]
  }

  /// Rows of charts share what those of tables and lines leave.
  private func bands(_ part: Rect) -> [Rect.Extent] {
    let needs = layout.rows.map { need(of: $0, width: part.width) }
    let greedy = needs.contains { $0.appetite == .chart }
    let last = needs.lastIndex { $0.appetite == .table } ?? needs.indices.last
    var height = part.height
    var extents = needs.map { need -> Rect.Extent in
      guard need.appetite == .line else { return .share(1) }
      let rows = min(need.rows + 2, max(part.height / 5, 3))
      height -= rows
      return .fixed(rows)
    }
    for (index, need) in needs.enumerated() where need.appetite == .table && (greedy || index != last) {
      let rows = tableRows(need.rows, height: height)
      extents[index] = .fixed(rows)
      height -= rows
    }
    if !greedy, let last { extents[last] = .share(1) }
    return extents
  }

  /// What a row of the layout wants: the most that any of its panels does.
  private func need(of row: [[String]], width: Int) -> (appetite: PanelAppetite, rows: Int) {
    let widths = Rect(x: 0, y: 0, width: width, height: 1).columns(columns(row.count, width: width)).map(
      \.width)
    var appetite = PanelAppetite.line
    var rows = 0
    for (names, width) in zip(row, widths) {
      let panels = self.panels.filter { names.contains($0.name) }
      for panel in panels where appetite == .line || panel.appetite == .chart { appetite = panel.appetite }
      rows = max(
        rows, panels.reduce(0) { $0 + $1.rows(reading, width: width) } + 2 * max(panels.count - 1, 0))
    }
    return (appetite, rows)
  }

  /// The rows above a table with which a chart of everything is complete.
  private static let fullChart = 22

  /// The rows above a table with which two charts in a column still say something.
  private static let leastCharts = 10
  /// The rows of a table with the four breakers and queues that mPanel has.
  private static let fourRows = 7

  /// A table holds all it has where two fifths of the room are enough for that, and where the charts have all they
  /// need, more than a line of each.
  private func tableRows(_ rows: Int, height: Int) -> Int {
    let spared = min(height - PanelBoard.leastCharts, PanelBoard.fourRows)
    let least = min(max(rows + 2, 5), max(height * 2 / 5, spared, 5))
    guard least == rows + 2 else { return least }
    let spare = max(height - least - PanelBoard.fullChart, 0)
    return least + min(spare / (3 * max(rows - 1, 1)), 2) * (rows - 1)
  }

  /// The heights of panels one above another.
  private func stack(_ panels: [any Panel], in column: Rect) -> [Rect.Extent] {
    guard panels.count == 2, panels.allSatisfy({ $0.appetite == .chart }), leansLeft else {
      return heights(of: panels, width: column.width, room: column.height).map { .fixed($0) }
    }
    return [.fixed(min(max(column.height * 9 / 20, 5), max(column.height - 5, 0))), .share(1)]
  }

  /// What each needs and a share of what is left over, or where there is not enough for all, as much less as charts
  /// can spare, and then the highest.
  private func heights(of panels: [any Panel], width: Int, room: Int) -> [Int] {
    guard panels.count > 1 else { return [room] }
    var heights = panels.map { stackedRows($0, width: width) }
    var left = room - heights.reduce(0, +)
    while left < 0, let place = PanelBoard.sparing(heights, panels), heights[place] > 4 {
      heights[place] -= 1
      left += 1
    }
    let growing = panels.indices.filter {
      panels[$0].appetite == .chart && panels[$0].absence(reading) == nil
    }
    guard !growing.isEmpty || left <= 0 else { return PanelBoard.spread(left, over: heights) }
    for (turn, place) in growing.enumerated() where left > 0 {
      heights[place] += left / growing.count + (turn < left % growing.count ? 1 : 0)
    }
    return heights
  }

  /// Whose row goes when there are too few: a chart says the same with less, a table loses what it has to tell.
  private static func sparing(_ heights: [Int], _ panels: [any Panel]) -> Int? {
    let charts = heights.indices.filter { panels[$0].appetite == .chart && heights[$0] > leastChart }
    return (charts.isEmpty ? Array(heights.indices) : charts).max { heights[$0] < heights[$1] }
  }

  /// The rows of a chart that has more than figures.
  private static let leastChart = 7

  /// Rows that tables do not need, to each by the rows it has: so charts beside them are of like height.
  private static func spread(_ rows: Int, over heights: [Int]) -> [Int] {
    let needed = heights.map { max($0 - 3, 1) }
    let sum = needed.reduce(0, +)
    var shares = needed.map { rows * $0 / sum }
    var rest = rows - shares.reduce(0, +)
    for place in shares.indices where rest > 0 {
      shares[place] += 1
      rest -= 1
    }
    return zip(heights, shares).map { $0 + $1 }
  }

  /// Whether no panel has anything to show, since nobody exports it or nothing ever sets it.
  var isDark: Bool {
    panels.allSatisfy { panel in
      switch panel.absence(reading) {
      case .notExported, .noSeries: true
      default: false
      }
    }
  }

  /// The rows with which the panels of every column say what they have to.
  func leastRows(width: Int) -> Int {
    let rows = layout.rows.map { row -> (needed: Int, least: Int) in
      let columns = Rect(x: 0, y: 0, width: width, height: 1).columns(
        self.columns(row.count, width: width))
      let needed = zip(row, columns).map { names, column in
        self.panels.filter { names.contains($0.name) }.reduce(0) {
          $0 + stackedRows($1, width: column.width)
        }
      }
      return (needed.max() ?? 0, PanelBoard.leastRows(row.map(\.count).max() ?? 1))
    }
    return rows.reduce(0) { $0 + max($1.needed, $1.least) }
  }

  // MARK: - One above another

  private func drawStack(on canvas: Canvas) {
    for (panel, rect) in stacked(width: canvas.width) {
      let y = rect.y - scroll
      guard y + rect.height > 0, y < canvas.height else { continue }
      // A panel that is cut by the edge of the screen is drawn whole elsewhere, and its visible part shown.
      if y >= 0, y + rect.height <= canvas.height {
        draw(panel, in: Rect(x: 0, y: y, width: canvas.width, height: rect.height), on: canvas)
      } else {
        let whole = Surface(
          columns: canvas.width, rows: rect.height, glyphs: canvas.glyphs, isLinear: canvas.isLinear)
        draw(panel, in: whole.canvas.bounds, on: whole.canvas)
        canvas.copy(whole.grid, x: 0, y: y)
        canvas.offer(.panel(panel.name), in: Rect(x: 0, y: y, width: canvas.width, height: rect.height))
      }
    }
  }

  /// The panels one above another, from the top of the first.
  func stacked(width: Int) -> [(panel: any Panel, rect: Rect)] {
    var y = 0
    return panels.map { panel in
      let height = stackedRows(panel, width: width)
      defer { y += height }
      return (panel, Rect(x: 0, y: y, width: width, height: height))
    }
  }

  private func stackedRows(_ panel: any Panel, width: Int) -> Int {
    if let absence = panel.absence(reading) {
      return max(PanelFrame.lines(absence, width: width - 2).count + 2, 4)
    }
    let rows = panel.rows(reading, width: width)
    return (panel.appetite == .chart ? min(rows, 8) : rows) + 2
  }

  /// How far the stack can be scrolled in a part of this size.
  func overflow(_ part: Rect) -> Int {
    guard expanded == nil, isStacked(part) else { return 0 }
    return max(stacked(width: part.width).reduce(0) { $0 + $1.rect.height } - part.height, 0)
  }

  /// The rows with which everything is shown.
  func fullRows(width: Int) -> Int {
    if let expanded { return max(expanded.rows(reading, width: width) + 2, 20) }
    let columns = layout.rows.map(\.count).max() ?? 1
    if columns > 1, width < PanelBoard.leastColumns * columns {
      return stacked(width: width).reduce(0) { $0 + $1.rect.height }
    }
    return layout.rows.reduce(0) { sum, row in
      let need = need(of: row, width: width)
      return switch need.appetite {
      case .chart: sum + 16
      case .table: sum + (need.rows + 2) * 5 / 2
      case .line: sum + 8
      }
    }
  }
}
