/// Where values fell over time: one column a step, one row a bucket, the highest at the top.
package struct HeatMap {
  /// One entry a step, oldest first: counts by bucket, lowest first; nil is a gap.
  package var columns: [[Double]?]
  /// The buckets shown, from the lowest row up: places in the counts that are added up.
  package var rows: [Range<Int>]
  /// Lines of the canvas that a row takes.
  package var lines: Int

  package init(columns: [[Double]?], rows: [Range<Int>], lines: Int = 1) {
    self.columns = columns
    self.rows = rows
    self.lines = max(lines, 1)
  }

  /// Five shades that can be told apart without colour.
  private static let shades: [Unicode.Scalar] = ["·", "░", "▒", "▓", "█"]
  private static let asciiShades: [Unicode.Scalar] = [".", ":", "+", "*", "#"]

  /// The count that the darkest shade stands for.
  package var most: Double {
    columns.lazy.compactMap { $0 }.map { counts in rows.map { sum(counts, $0) }.max() ?? 0 }.max() ?? 0
  }

  package func draw(on canvas: Canvas) {
    let shown = Array(columns.suffix(canvas.width))
    let lead = canvas.width - shown.count
    let most = most
    guard most > 0 else { return }
    for (index, counts) in shown.enumerated() {
      guard let counts else { continue }
      for (row, buckets) in rows.enumerated() {
        let value = sum(counts, buckets)
        guard value > 0 else { continue }
        // The square root shows the few slow requests beside the many fast ones.
        let share = (value / most).squareRoot()
        let shade = min(Int(share * 4.999), 4)
        let heat = min(Int(share * 7.999), 7)
        let glyph = (canvas.isASCII ? HeatMap.asciiShades : HeatMap.shades)[shade]
        for line in 0..<lines {
          canvas.set(
            glyph, x: lead + index, y: rows.count * lines - 1 - row * lines - line, role: Role.heat[heat])
        }
      }
    }
  }

  private func sum(_ counts: [Double], _ range: Range<Int>) -> Double {
    range.clamped(to: counts.indices).reduce(0) { $0 + counts[$1] }
  }
}
