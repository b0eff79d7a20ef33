import Drawing

/// The last line: the filter while it is typed, what happened just now, else the keys that are needed most.
struct FooterView {
  let state: State

  func draw(on canvas: Canvas) {
    if state.list.filter.isTyping {
      let line = [
        Span("/", .focus), Span(state.list.filter.text), Span("_", .focus),
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
    // Help and the way out stay whatever else there is no room for.
    let last = keys([.help, .quit])
    let room = canvas.width - 1 - last.width()
    var spans = views()
    if spans.width() > room * 2 / 3 {
      spans = [Span("1–8", .focus), Span(" \(state.view.title)  ", .strong)]
    }
    for row in KeyTable.rows(in: state.view) where row.command.view == nil {
      let next = keys([row.command])
      guard ![.help, .quit].contains(row.command), !next.isEmpty else { continue }
      guard spans.width() + next.width() <= room else { break }
      spans += next
    }
    spans += last
    canvas.put(spans, x: 1, y: 0)
  }

  private func views() -> [Span] {
    View.allCases.flatMap { view in
      [
        Span("\(view.rawValue)", .focus), Span(" \(view.title) ", view == state.view ? .strong : .faint),
      ]
    } + [Span(" ")]
  }

  /// What the footer says of some commands; nothing of those that only the help tells of.
  private func keys(_ commands: [Command]) -> [Span] {
    KeyTable.rows.filter { commands.contains($0.command) }.flatMap { row -> [Span] in
      guard let words = row.footer else { return [] }
      let key = row.label.split(separator: " ").first.map(String.init) ?? row.label
      return [Span(key, .focus), Span(" \(words)  ", .faint)]
    }
  }
}
