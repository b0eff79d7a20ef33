import Drawing
import MPanel
import Telemetry

/// A chart of the past with its scale at the left and its time below, for panels that have room left.
struct GaugeChart {
  let reading: Reading
  var values: [Double?]
  var scale: Scale
  var role: Role = .series1
  var threshold: Double?
  /// What it shows, where there is more than one chart in a panel.
  var name = ""
  /// A value as the scale's ends are written.
  let words: (Double) -> String

  static let labels = 8

  /// The columns of time for a chart that is drawn on `canvas`.
  static func stretches(_ reading: Reading, on canvas: Canvas) -> [Trail.Stretch?] {
    reading.trail.stretches(TimeAxis(reading).columns(of: place(on: canvas)))
  }

  private static func place(on canvas: Canvas) -> Canvas {
    let hasAxis = canvas.height >= 2
    return canvas.part(
      Rect(
        x: labels + 1, y: 0, width: canvas.width - labels - 2, height: canvas.height - (hasAxis ? 1 : 0)))
  }

  func draw(on canvas: Canvas) {
    guard canvas.height > 0, canvas.width > GaugeChart.labels + 8 else { return }
    let chart = GaugeChart.place(on: canvas)
    Spark(values, scale: scale, role: role, threshold: threshold.flatMap { $0 <= scale.upper ? $0 : nil })
      .draw(on: chart)
    TimeAxis(reading).drawMarks(through: chart)
    canvas.put(words(scale.upper), x: 0, y: 0, role: .faint, width: GaugeChart.labels, align: .right)
    if chart.height > 1 {
      canvas.put(
        words(scale.lower), x: 0, y: chart.height - 1, role: .faint, width: GaugeChart.labels, align: .right)
    }
    if canvas.height > chart.height {
      canvas.put(name, x: 1, y: chart.height, role: .label, width: GaugeChart.labels)
      TimeAxis(reading).draw(
        on: canvas.part(Rect(x: GaugeChart.labels + 1, y: chart.height, width: chart.width, height: 1)), y: 0)
    }
  }
}
