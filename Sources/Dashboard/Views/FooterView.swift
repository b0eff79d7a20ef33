import Drawing

/// The last line: the filter while it is typed, what happened just now, else the keys that are needed most.
struct FooterView {
  let state: State

  func draw(on canvas: Canvas) {
    if state.filter.isTyping {
      let line = [
        Span("/", .focus), Span(state.filter.text), Span("_", .focus),
        Span("   Enter keeps, Esc clears, !word leaves out", .faint),
      ]
      canvas.put(line, x: 1, y: 0, width: max(canvas.width - 2, 0))
      return
    }
    if let notice = state.notice {
      canvas.put(
        notice.words, x: 1, y: 0, role: notice.isError ? .critical : .good, width: max(canvas.width - 2, 0))
      return
    }
    var spans: [Span] = []
    for row in KeyTable.rows(in: state.view) {
      guard let words = row.footer else { continue }
      let key = row.label.split(separator: " ").first.map(String.init) ?? row.label
      let isView = row.command == command(of: state.view)
      let next = [Span(key, .focus), Span(" \(words)  ", isView ? .strong : .faint)]
      guard spans.width() + next.width() <= canvas.width else { break }
      spans += next
    }
    canvas.put(spans, x: 1, y: 0)
  }

  private func command(of view: View) -> Command {
    switch view {
    case .fleet: .fleetView
    case .instance: .instanceView
    }
  }
}
