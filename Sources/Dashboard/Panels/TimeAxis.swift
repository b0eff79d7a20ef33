import Drawing
import MPanel
import Telemetry

/// The past of a reading in columns: every chart of a screen has the same step, so that ticks line up.
struct TimeAxis {
  let reading: Reading
  /// How much time a column stands for: a scrape, or a thirtieth of the window where that is longer.
  let step: Duration

  /// - Parameter interval: how often all that stand above this axis are asked, where that is not how often this one is.
  init(_ reading: Reading, interval: Duration? = nil) {
    self.reading = reading
    step = max(interval ?? reading.interval, reading.window / 30)
  }

  /// Steps so long that a whole past fits into so many columns: as many of the usual ones as that takes.
  init(_ reading: Reading, over span: Duration, columns: Int) {
    let usual = TimeAxis(reading).step
    let needed = (span.seconds / Double(max(columns - 1, 1)) / max(usual.seconds, 1e-3)).rounded(.up)
    self.reading = reading
    step = usual * max(saturating(needed) as Int, 1)
  }

  /// The newest columns, at most `count`, oldest first.
  func columns(_ count: Int) -> [Trail.Column] {
    reading.trail.columns(count, every: step, at: reading.at, holds: !reading.isStale)
  }

  /// The columns for a chart as wide as `canvas`: Braille has two to a cell.
  func columns(of canvas: Canvas) -> [Trail.Column] {
    columns(canvas.width * (canvas.glyphs == .braille ? 2 : 1))
  }

  /// The columns of another past of the same instance, for a chart as wide as `canvas`.
  func columns(_ trail: Trail, of canvas: Canvas) -> [Trail.Column] {
    trail.columns(
      canvas.width * (canvas.glyphs == .braille ? 2 : 1), every: step, at: reading.at, holds: !reading.isStale
    )
  }

  /// The round distances between ticks, in seconds.
  private static let distances = [10.0, 30, 60, 300, 600, 1800, 3600, 7200, 14_400]
  /// Fewer columns than this between two ticks would crowd their words.
  private static let leastApart = 12

  /// Draws ticks at round times under a chart that fills `canvas`' width: `╵2 m       ╵1 m        now`.
  func draw(on canvas: Canvas, y: Int) {
    guard canvas.width >= 4 else { return }
    let newest = reading.newestWord
    canvas.put(newest, x: canvas.width - newest.count, y: y, role: .faint)
    let taken = drawMarks(on: canvas, y: y)
    let perColumn = step.seconds
    guard let distance = TimeAxis.distances.first(where: { $0 / perColumn >= Double(TimeAxis.leastApart) })
    else { return }
    var ago = distance
    while true {
      let x = canvas.width - 1 - saturating(ago / perColumn)
      guard x >= 0 else { return }
      let words = "╵\(TimeAxis.words(ago))"
      let place = x..<(x + words.count + 1)
      if place.upperBound < canvas.width - newest.count, !taken.contains(where: { $0.overlaps(place) }) {
        canvas.put(words, x: x, y: y, role: .faint)
      }
      ago += distance
    }
  }

  /// `40 s`, `2 m`, `1h 30m`.
  private static func words(_ seconds: Double) -> String {
    let whole = saturating(seconds)
    if whole < 60 || whole % 60 != 0 { return whole < 60 ? "\(whole) s" : Figure.span(seconds) }
    return whole < 3600 ? "\(whole / 60) m" : Figure.span(seconds)
  }

  /// Says in a chart's empty left part why it is empty, where there is room for words.
  func explainLead(_ lead: Int, on canvas: Canvas) {
    guard let first = reading.trail.steps.first, lead >= 20, canvas.height > 2 else { return }
    canvas.put(
      "watched for \(Figure.span((reading.at - first.at).seconds))", x: 1, y: canvas.height / 2,
      role: .faint, width: lead - 2)
  }
}
