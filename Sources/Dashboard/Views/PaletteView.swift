import Drawing

/// The palette over the foot of the screen: what the line could become, then the line.
struct PaletteView {
  let palette: Palette
  let candidates: [Candidate]

  /// The most candidates that are shown at once.
  private static let most = 12

  func draw(on canvas: Canvas) {
    guard canvas.height > 0 else { return }
    drawLine(on: canvas.part(Rect(x: 0, y: canvas.height - 1, width: canvas.width, height: 1)))
    let room = canvas.height - 2
    if let problem = palette.problem {
      let lines = WrappedText.lines(problem, width: max(min(canvas.width, PaletteView.width) - 4, 10))
      let box = box(title: "Not done", rows: min(lines.count, room - 2), on: canvas)
      for (row, line) in lines.enumerated() {
        box?.put(line, x: 1, y: row, role: .critical, width: (box?.width ?? 2) - 2)
      }
    } else {
      drawCandidates(room: room, on: canvas)
    }
  }

  private static let width = 100

  private func drawLine(on canvas: Canvas) {
    canvas.fill(canvas.bounds)
    let parts = palette.line.parts
    let room = canvas.width - 2
    let cursor = parts.at.isEmpty ? Span("_", .focus) : Span(parts.at, .selected)
    var line = [Span(":", .focus), Span(parts.before, .strong), cursor, Span(parts.after, .strong)]
    // The end of a long line is where one types.
    if line.width(ascii: canvas.isASCII) > room {
      let kept = String(parts.before.suffix(max(room - 4, 0)))
      line = [Span(":", .focus), Span("…", .faint), Span(kept, .strong), cursor]
    }
    canvas.put(line, x: 1, y: 0)
    let hint = "Tab completes  Up earlier  Esc leaves"
    guard line.width(ascii: canvas.isASCII) + hint.count + 6 <= canvas.width else { return }
    canvas.put(hint, x: canvas.width - hint.count - 1, y: 0, role: .faint)
  }

  private func drawCandidates(room: Int, on canvas: Canvas) {
    let shown = min(candidates.count, PaletteView.most, room - 2)
    guard shown > 0 else { return }
    let first = min(max((palette.chosen ?? 0) - shown / 2, 0), candidates.count - shown)
    let isNamed = palette.completed.contains(" " as Character)
    let title = isNamed ? palette.completed.split(separator: " ").first.map(String.init) ?? "" : "Commands"
    let rest = candidates.count - shown
    guard let box = box(title: title, rows: shown, foot: rest > 0 ? "\(rest) more" : "", on: canvas) else {
      return
    }
    let names = min(max(candidates.map { TextWidth.columns($0.name + $0.argument) + 3 }.max() ?? 0, 12), 44)
    let keys = candidates.map { TextWidth.columns($0.key) }.max() ?? 0
    for (row, candidate) in candidates[first..<(first + shown)].enumerated() {
      let isChosen = palette.chosen == first + row
      box.put(
        [Span(candidate.name, .focus), Span(" \(candidate.argument)", .label)], x: 1, y: row,
        width: min(names, box.width - 2))
      // Where a row has no key its words have the room.
      let right = candidate.key.isEmpty ? 2 : keys + 4
      box.put(candidate.words, x: 1 + names, y: row, width: max(box.width - names - right, 0))
      box.put(candidate.key, x: box.width - keys - 1, y: row, role: .faint, width: keys, align: .right)
      if isChosen { box.paint(Rect(x: 0, y: row, width: box.width, height: 1), role: .selected) }
    }
  }

  /// A frame above the line, and its inside.
  private func box(title: String, rows: Int, foot: String = "", on canvas: Canvas) -> Canvas? {
    guard rows > 0 else { return nil }
    let place = Rect(
      x: 0, y: canvas.height - rows - 3, width: min(canvas.width, PaletteView.width), height: rows + 2)
    canvas.fill(place)
    return Frame(title: title, foot: foot.isEmpty ? [] : [[Span(foot, .faint)]]).draw(on: canvas.part(place))
  }
}
