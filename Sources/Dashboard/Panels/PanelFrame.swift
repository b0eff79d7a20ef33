import Drawing
import MPanel
import Telemetry

/// Draws a panel with all that panels have in common.
package struct PanelFrame {
  package static func draw(_ panel: any Panel, _ reading: Reading, on canvas: Canvas, isFocused: Bool = false)
  {
    guard !canvas.bounds.isEmpty else { return }
    let absence = panel.absence(reading)
    let looksOld = absence == nil && reading.isStale && reading.age != nil && !panel.tellsAges
    let note = absence == nil ? panel.note(reading) : []
    let foot =
      looksOld
      ? [Span("\(Figure.span(reading.age?.seconds)) old", .warning)]
      : absence == nil ? panel.foot(reading) : []
    var frame = Frame(title: panel.title, note: note, foot: foot.isEmpty ? [] : [foot])
    frame.isFocused = isFocused
    let inside = frame.draw(on: canvas)
    if let absence {
      say(absence, on: inside)
    } else {
      panel.draw(reading, on: inside)
    }
    // Old figures look old: no colour of theirs speaks of now.
    if looksOld { inside.paint(inside.bounds, role: .stale) }
  }

  /// The lines of a reason inside a frame of this width.
  static func lines(_ absence: Absence, width: Int) -> [String] {
    WrappedText.lines(absence.words, width: max(width - 4, 8))
  }

  /// The reason for there being nothing, in the middle, on as many lines as it needs.
  private static func say(_ absence: Absence, on canvas: Canvas) {
    let lines = lines(absence, width: canvas.width)
    let shown = lines.prefix(canvas.height)
    let top = max((canvas.height - shown.count) / 2, 0)
    for (index, line) in shown.enumerated() {
      canvas.put(line, x: 2, y: top + index, role: .faint, width: max(canvas.width - 4, 0))
    }
  }
}
