import Drawing
import MPanel

/// The heat map under the percentiles: one row a bucket, one column a step, with its scale and its axis.
struct LatencyHeat {
  let reading: Reading
  let bounds: [Double]

  /// The columns that the labels of the rows take.
  private static let labels = 9

  func draw(on canvas: Canvas) {
    let rows = rows(atMost: canvas.height - 1)
    guard !rows.isEmpty, canvas.width > LatencyHeat.labels + 8 else { return }
    let chart = canvas.part(
      Rect(x: LatencyHeat.labels + 1, y: 0, width: canvas.width - LatencyHeat.labels - 2, height: rows.count))
    for (index, row) in rows.enumerated() {
      let upper = bounds[row.upperBound - 1]
      let label =
        upper.isFinite ? Figure.latency(upper).text : ">\(Figure.latency(bounds[row.upperBound - 2]).text)"
      canvas.put(
        label, x: 0, y: rows.count - 1 - index, role: .faint, width: LatencyHeat.labels, align: .right)
    }
    let axis = TimeAxis(reading)
    HeatMap(columns: reading.trail.heat(columns: axis.columns(chart.width)), rows: rows).draw(on: chart)
    axis.draw(
      on: canvas.part(Rect(x: LatencyHeat.labels + 1, y: rows.count, width: chart.width, height: 1)), y: 0)
  }

  /// Which buckets stand in which row, lowest first. Where there are fewer rows than buckets, neighbours share one,
  /// beginning with the fastest: it is the slow ones that matter.
  private func rows(atMost room: Int) -> [Range<Int>] {
    guard room > 0, bounds.count > 1 else { return [] }
    let shared = max(bounds.count - room, 0)
    return [0..<(shared + 1)] + ((shared + 1)..<bounds.count).map { $0..<($0 + 1) }
  }
}
