import Drawing
import MPanel

/// From the state to a finished grid: the only drawing that the live screen, snapshots and tests know.
package struct Screen {
  /// The screen of a state at its own size.
  package static func grid(of state: State) -> Grid { surface(of: state).grid }

  /// What a cell of the screen stands for.
  static func spot(x: Int, y: Int, of state: State) -> Spot? { surface(of: state).spot(x: x, y: y) }

  private static func surface(of state: State) -> Surface {
    let surface = Surface(
      columns: max(state.size.columns, 1), rows: max(state.size.rows, 1), glyphs: state.glyphs,
      isLinear: state.isLinear)
    draw(state, on: surface.canvas)
    if let palette = state.palette {
      PaletteView(palette: palette, candidates: state.candidates).draw(on: surface.canvas)
    }
    return surface
  }

  static func draw(_ state: State, on canvas: Canvas) {
    let briefs = state.briefs
    guard canvas.height >= 6, canvas.width >= 20 else {
      drawOneLine(briefs, on: canvas)
      return
    }
    let parts = canvas.bounds.rows([.fixed(1), .share(1), .fixed(1)])
    HeaderView(state: state, briefs: briefs).draw(on: canvas.part(parts[0]))
    FooterView(state: state).draw(on: canvas.part(parts[2]))
    let body = canvas.part(parts[1])
    if let hint = state.hint, briefs.allSatisfy({ $0.answered == nil }) {
      drawHint(hint, briefs, on: body)
    } else {
      state.scene.draw(on: body)
    }
    if let notice = state.notice, !state.list.filter.isTyping {
      LongNotice.draw(
        notice, on: canvas.part(Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 1)))
    }
    if let help = state.help { HelpView(state: state, help: help).draw(on: body) }
  }

  /// A terminal of a few columns or rows still says whether all is well.
  private static func drawOneLine(_ briefs: [Brief], on canvas: Canvas) {
    let order = FleetSort.worst.order(of: briefs)
    for (row, place) in order.prefix(canvas.height).enumerated() {
      let lamp = briefs[place].standing.condition.lamp
      canvas.put(
        [
          Span("\(lamp.shape)", lamp.role), Span(" \(briefs[place].target.name)"),
          Span(" \(lamp.word)", lamp.role),
        ],
        x: 0, y: row, width: canvas.width)
    }
  }

  /// Nothing has answered and no target was named: what was tried, why it failed, and what else there is.
  private static func drawHint(_ hint: String, _ briefs: [Brief], on canvas: Canvas) {
    var lines: [[Span]] = []
    for brief in briefs {
      let lamp = brief.standing.condition.lamp
      lines.append([
        Span("\(lamp.shape) ", lamp.role), Span(brief.target.address, .strong),
        Span("  \(brief.standing.reason)", lamp.role),
      ])
    }
    lines.append([])
    for line in hint.split(separator: "\n", omittingEmptySubsequences: false) {
      lines +=
        line.isEmpty
        ? [[]] : WrappedText.lines(String(line), width: max(canvas.width - 8, 10)).map { [Span($0)] }
    }
    let width = min(max(lines.map { $0.width() }.max() ?? 0, 20) + 4, canvas.width)
    let height = min(lines.count + 2, canvas.height)
    let place = Rect(
      x: (canvas.width - width) / 2, y: (canvas.height - height) / 3, width: width, height: height)
    let inside = Frame(title: "No mPanel here yet").draw(on: canvas.part(place))
    for (row, line) in lines.prefix(inside.height).enumerated() {
      inside.put(line, x: 1, y: row, width: max(inside.width - 2, 0))
    }
  }
}
