import Drawing

/// The last line: the filter while it is typed, what happened just now, else the views and the keys that are needed
/// most.
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
    let room = canvas.width - 1
    let keys = state.keys
    let last = keys.filter { [.help, .quit].contains($0.command) }.flatMap(FooterView.piece)
    // All views where they leave room for a few keys, else the digits and the view that is shown, else that alone.
    let styles = [views(.all), views(.digits)]
    var spans = styles.first { $0.width() + 20 + last.width() <= room + 2 } ?? views(.shown)
    for row in keys where row.command.view == nil && ![.help, .quit].contains(row.command) {
      let next = FooterView.piece(row)
      guard spans.width() + next.width() + last.width() <= room + 2 else { continue }
      spans += next
    }
    canvas.put(spans + last, x: 1, y: 0)
  }

  private enum Views { case all, digits, shown }

  private func views(_ style: Views) -> [Span] {
    let places = View.allCases.map { view -> [Span] in
      let isShown = view == state.view
      if style == .all || isShown {
        return [Span("\(view.rawValue)", .focus), Span(" \(view.title) ", isShown ? .selected : .faint)]
      }
      return style == .digits ? [Span("\(view.rawValue) ", .focus)] : []
    }
    return places.flatMap { $0 } + [Span(" ")]
  }

  /// What the footer says of a key; nothing of one that only the help tells of.
  private static func piece(_ row: KeyTable.Row) -> [Span] {
    guard let words = row.footer else { return [] }
    let key = row.label.split(separator: " ").first.map(String.init) ?? row.label
    return [Span(key, .focus), Span(" \(words)  ", .faint)]
  }
}
