import Drawing
import MPanel

/// The operator's marks in charts: a line through what is empty, and their names on the axis.
extension TimeAxis {
  /// Where the marks are on a chart of this width, the newest last.
  private func marks(width: Int) -> [(x: Int, name: String)] {
    reading.marks.compactMap { mark in
      guard mark.at <= reading.at,
        let back = reading.trail.columnsBack(to: mark.at, every: step, at: reading.at), back < width
      else { return nil }
      return (width - 1 - back, mark.name)
    }.sorted { $0.x < $1.x }
  }

  /// Names stand where ticks have their words, the newest first; of marks too close to each other the older ones keep
  /// their ticks. Gives the columns that are taken.
  func drawMarks(on canvas: Canvas, y: Int) -> [Range<Int>] {
    var taken: [Range<Int>] = []
    // The word of the newest column stays; what was marked a moment ago stands just before it.
    let end = canvas.width - TextWidth.columns(reading.newestWord) - 1
    for mark in marks(width: canvas.width).reversed() where end > 0 {
      let x = min(mark.x, end - 1)
      let columns = TextWidth.columns(mark.name) + 1
      // Near the right edge the name stands before its tick.
      let isBefore = x + columns > end
      let place = isBefore ? (x - columns + 1)..<(x + 1) : x..<(x + columns)
      if place.lowerBound >= 0, !taken.contains(where: { $0.overlaps(place) }) {
        canvas.put(
          isBefore ? "\(mark.name)╵" : "╵\(mark.name)", x: place.lowerBound, y: y, role: .focus,
          width: columns)
        taken.append(place)
      } else if !taken.contains(where: { $0.contains(x) }) {
        canvas.put("╵", x: x, y: y, role: .focus)
        taken.append(x..<(x + 1))
      }
    }
    return taken
  }

  /// A line down a chart, only where the chart is empty: no figure is hidden.
  func drawMarks(through chart: Canvas) {
    let background: Set<Unicode.Scalar> = [" ", "·", ".", "┈", "-"]
    for mark in marks(width: chart.width) {
      for y in 0..<chart.height where background.contains(chart.cell(x: mark.x, y: y).scalar) {
        chart.set("┊", x: mark.x, y: y, role: .focus)
      }
    }
  }
}
