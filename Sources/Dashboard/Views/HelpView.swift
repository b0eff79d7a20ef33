import Drawing
import MPanel
import Telemetry

/// The keys that do something here, from the table that dispatches them, and what the states mean.
struct HelpView {
  let state: State

  func draw(on canvas: Canvas) {
    let lines = lines()
    let width = min(canvas.width, 84)
    let height = min(canvas.height, lines.count + 2)
    let place = Rect(
      x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width: width, height: height)
    canvas.fill(place)
    let inside = Frame(title: "Help", note: [[Span("Esc closes", .faint)]]).draw(on: canvas.part(place))
    for (row, line) in lines.dropFirst(state.helpScroll).prefix(inside.height).enumerated() {
      canvas.part(place).put(line, x: 2, y: row + 1, width: max(width - 4, 0))
    }
  }

  /// How far the help can be scrolled on a screen of this state's size.
  static func overflow(of state: State) -> Int {
    // Header, footer and both edges of the frame.
    max(HelpView(state: state).lines().count - max(state.size.rows - 4, 1), 0)
  }

  private func lines() -> [[Span]] {
    func padded(_ text: String) -> String { text + String(repeating: " ", count: max(14 - text.count, 1)) }
    let keys = KeyTable.rows(in: state.view).map { [Span(padded($0.label), .focus), Span($0.words)] }
    let conditions = Condition.allCases.map { condition in
      let lamp = condition.lamp
      return [Span(padded("\(lamp.shape) \(lamp.word)"), lamp.role), Span(condition.meaning)]
    }
    return keys + [[], [Span("mptop \(state.version)", .faint), Span("   states, best first", .label)]]
      + conditions
  }
}
