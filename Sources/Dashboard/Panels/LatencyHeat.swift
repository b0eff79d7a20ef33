import Drawing
import MPanel

/// The heat map under the percentiles: one row a bucket, one column a step, with its scale and its axis.
struct LatencyHeat {
  let reading: Reading
  let bounds: [Double]

  /// The columns that the labels of the rows take.
  private static let labels = 9
  /// With fewer rows than this a heat map shows no shape.
  static let leastRows = 4

  /// `lines` is how many lines of the screen a bucket takes.
  func draw(on canvas: Canvas, lines: Int) {
    let rows = rows(atMost: canvas.height - 1)
    guard !rows.isEmpty, canvas.width > LatencyHeat.labels + 8 else { return }
    let lines = rows.count * lines < canvas.height ? lines : 1
    let chart = canvas.part(
      Rect(
        x: LatencyHeat.labels + 1, y: 0, width: canvas.width - LatencyHeat.labels - 2,
        height: rows.count * lines))
    for (index, row) in rows.enumerated() {
      // The label stands at the upper edge of its bucket, which is the number it names.
      canvas.put(
        label(row), x: 0, y: (rows.count - 1 - index) * lines, role: .faint, width: LatencyHeat.labels,
        align: .right)
    }
    let axis = TimeAxis(reading)
    let columns = axis.columns(chart.width)
    HeatMap(columns: reading.trail.heat(columns: columns), rows: rows, lines: lines).draw(on: chart)
    axis.explainLead(chart.width - columns.count, on: chart)
    axis.drawMarks(through: chart)
    axis.draw(
      on: canvas.part(Rect(x: LatencyHeat.labels + 1, y: chart.height, width: chart.width, height: 1)), y: 0)
  }

  private func label(_ row: Range<Int>) -> String {
    let upper = bounds[row.upperBound - 1]
    return upper.isFinite
      ? Figure.latency(upper).text : ">\(Figure.latency(bounds[max(row.upperBound - 2, 0)]).text)"
  }

  /// Which buckets stand in which row, lowest first. Where there are fewer rows than buckets, neighbours share one,
  /// beginning with the fastest: it is the slow ones that matter.
  private func rows(atMost room: Int) -> [Range<Int>] {
    guard room > 0, bounds.count > 1 else { return [] }
    let shared = max(bounds.count - room, 0)
    return [0..<(shared + 1)] + ((shared + 1)..<bounds.count).map { $0..<($0 + 1) }
  }
}
