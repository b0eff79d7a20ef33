/// Where values fell over time: one column a step, one row a bucket, the highest at the top.
package struct HeatMap {
  /// One entry a step, oldest first: counts by bucket, lowest first; nil is a gap.
  package var columns: [[Double]?]
  /// The buckets shown, from the lowest row up: places in the counts that are added up.
  package var rows: [Range<Int>]

  package init(columns: [[Double]?], rows: [Range<Int>]) {
    self.columns = columns
    self.rows = rows
  }

  /// Five shades that can be told apart without colour.
  private static let shades: [Unicode.Scalar] = ["·", "░", "▒", "▓", "█"]
  private static let asciiShades: [Unicode.Scalar] = [".", ":", "+", "*", "#"]

  package func draw(on canvas: Canvas) {
    let shown = Array(columns.suffix(canvas.width))
    let lead = canvas.width - shown.count
    let most =
      shown.lazy.compactMap { $0 }.map { counts in rows.map { sum(counts, $0) }.max() ?? 0 }.max() ?? 0
    for y in 0..<min(canvas.height, rows.count) {
      for x in 0..<lead { canvas.set(canvas.isASCII ? "." : "·", x: x, y: y, role: .faint) }
    }
    guard most > 0 else { return }
    for (index, counts) in shown.enumerated() {
      guard let counts else { continue }
      for (row, buckets) in rows.enumerated() where row < canvas.height {
        let value = sum(counts, buckets)
        guard value > 0 else { continue }
        // The square root shows the few slow requests beside the many fast ones.
        let share = (value / most).squareRoot()
        let shade = min(Int(share * 4.999), 4)
        let heat = min(Int(share * 7.999), 7)
        canvas.set(
          (canvas.isASCII ? HeatMap.asciiShades : HeatMap.shades)[shade], x: lead + index,
          y: min(canvas.height, rows.count) - 1 - row, role: Role.heat[heat])
      }
    }
  }

  private func sum(_ counts: [Double], _ range: Range<Int>) -> Double {
    range.clamped(to: counts.indices).reduce(0) { $0 + counts[$1] }
  }
}
