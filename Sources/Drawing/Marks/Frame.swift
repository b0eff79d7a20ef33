/// A rounded frame with a title at the left of its upper edge, a note at the right, and a foot at the lower right.
/// Note and foot come in pieces, of which the first are left out where there is no room for all.
package struct Frame {
  package var title: String
  package var note: [[Span]]
  package var foot: [[Span]]
  /// Whether keys speak of it: a mark before the title, and edges that stand out.
  package var isFocused = false

  package init(title: String, note: [[Span]] = [], foot: [[Span]] = []) {
    self.title = title
    self.note = note
    self.foot = foot
  }

  /// Draws the frame and gives the canvas inside of it. Where there is no room for edges, the canvas stays whole.
  package func draw(on canvas: Canvas) -> Canvas {
    let width = canvas.width
    let height = canvas.height
    guard width >= 4, height >= 2 else { return canvas }
    let edge: Role = isFocused ? .focus : .border
    canvas.fill(Rect(x: 1, y: 0, width: width - 2, height: 1), "─", role: edge)
    canvas.fill(Rect(x: 1, y: height - 1, width: width - 2, height: 1), "─", role: edge)
    canvas.fill(Rect(x: 0, y: 1, width: 1, height: height - 2), "│", role: edge)
    canvas.fill(Rect(x: width - 1, y: 1, width: 1, height: height - 2), "│", role: edge)
    canvas.set("╭", x: 0, y: 0, role: edge)
    canvas.set("╮", x: width - 1, y: 0, role: edge)
    canvas.set("╰", x: 0, y: height - 1, role: edge)
    canvas.set("╯", x: width - 1, y: height - 1, role: edge)
    let head = [isFocused ? Span(" ▶ ", .focus) : Span(" ", .title), Span("\(title) ", .title)]
    let used = min(head.width(ascii: canvas.isASCII), width - 2)
    canvas.put(head, x: 1, y: 0, width: used)
    place(note, on: canvas, y: 0, room: width - 3 - used)
    place(foot, on: canvas, y: height - 1, room: width - 3)
    return canvas.part(Rect(x: 1, y: 1, width: width - 2, height: height - 2))
  }

  private func place(_ pieces: [[Span]], on canvas: Canvas, y: Int, room: Int) {
    for first in pieces.indices {
      let spans = [Span(" ")] + pieces[first...].joined(separator: [Span("   ")]) + [Span(" ")]
      let needed = spans.width(ascii: canvas.isASCII)
      // The last piece is cut where even it does not fit whole.
      guard needed <= room || first == pieces.count - 1 else { continue }
      let columns = min(needed, room)
      if columns > 4 { canvas.put(spans, x: canvas.width - 1 - columns, y: y, width: columns) }
      return
    }
  }
}
