import Drawing
import MPanel
import Telemetry

/// Draws a panel with all that panels have in common.
package struct PanelFrame {
  package static func draw(_ panel: any Panel, _ reading: Reading, on canvas: Canvas) {
    guard !canvas.bounds.isEmpty else { return }
    let absence = panel.absence(reading)
    let note = absence == nil ? panel.note(reading) : []
    let inside = Frame(
      title: panel.title, note: note, foot: [foot(panel, reading, absence)].filter { !$0.isEmpty }
    ).draw(on: canvas)
    if let absence {
      say(absence, on: inside)
    } else {
      panel.draw(reading, on: inside)
    }
    // Old figures look old: no colour of theirs speaks of now.
    if reading.isStale, absence == nil, reading.age != nil { inside.paint(inside.bounds, role: .stale) }
  }

  private static func foot(_ panel: any Panel, _ reading: Reading, _ absence: Absence?) -> [Span] {
    if absence == nil, reading.isStale, let age = reading.age {
      return [Span("\(Figure.span(age.seconds)) old", .warning)]
    }
    return absence == nil ? panel.foot(reading) : []
  }

  /// The reason for there being nothing, in the middle, on as many lines as it needs.
  private static func say(_ absence: Absence, on canvas: Canvas) {
    let lines = WrappedText.lines(absence.words, width: max(canvas.width - 4, 8))
    let shown = lines.prefix(canvas.height)
    let top = max((canvas.height - shown.count) / 2, 0)
    for (index, line) in shown.enumerated() {
      canvas.put(line, x: 2, y: top + index, role: .faint, width: max(canvas.width - 4, 0))
    }
  }
}
