import Drawing
import MPanel
import Telemetry

/// The past of a reading in columns: every chart of a screen has the same step, so that ticks line up.
struct TimeAxis {
  let reading: Reading
  /// How much time a column stands for: a scrape, or a thirtieth of the window where that is longer.
  let step: Duration

  init(_ reading: Reading) {
    self.reading = reading
    step = max(reading.interval, reading.window / 30)
  }

  /// The newest columns, at most `count`, oldest first.
  func columns(_ count: Int) -> [Trail.Column] {
    reading.trail.columns(count, every: step, at: reading.at)
  }

  /// How long ago the first of `count` columns was.
  func span(of count: Int) -> String { Figure.span(step.seconds * Double(count)) }

  /// Draws `2m 24s ago … now` under a chart that fills `canvas`' width.
  func draw(on canvas: Canvas, y: Int) {
    let old = "\(span(of: canvas.width)) ago"
    canvas.put(old, x: 0, y: y, role: .faint, width: max(canvas.width - 4, 0))
    if canvas.width >= 4 { canvas.put("now", x: canvas.width - 3, y: y, role: .faint) }
  }
}
