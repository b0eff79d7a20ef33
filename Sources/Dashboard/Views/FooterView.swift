import Drawing

/// The last line: the filter while it is typed, what happened just now, else the views and the keys that are needed
/// most.
struct FooterView {
  let state: State

  func draw(on canvas: Canvas) {
    if state.list.filter.isTyping {
      let line = [
        Span("/", .focus), Span(state.list.filter.text), Span("_", .focus),
        state.list.filter.complaint.map { Span("   \($0)", .warning) }
          ?? Span("   Enter keeps, Esc clears; words are regular expressions, !word leaves out", .faint),
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
    let last = keys.filter { [.help, .quit].contains($0.command) }.compactMap(FooterView.piece)
    // All views where they leave room for a few keys, else the digits and the view that is shown, else that alone.
    let styles = [views(.all), views(.digits)]
    var pieces =
      styles.first { FooterView.width($0) + 20 + FooterView.width(last) <= room + 2 } ?? views(.shown)
    for row in keys where row.command.view == nil && ![.help, .quit].contains(row.command) {
      guard let next = FooterView.piece(row),
        FooterView.width(pieces + [next] + last) <= room + 2
      else { continue }
      pieces.append(next)
    }
    var x = 1
    for piece in pieces + last {
      let columns = canvas.put(piece.spans, x: x, y: 0)
      if let key = piece.key { canvas.offer(.key(key), in: Rect(x: x, y: 0, width: columns, height: 1)) }
      x += columns
    }
  }

  /// A few words and the key that they tell of.
  private struct Piece {
    var spans: [Span]
    var key: Key?
  }

  private static func width(_ pieces: [Piece]) -> Int { pieces.reduce(0) { $0 + $1.spans.width() } }

  private enum Views { case all, digits, shown }

  private func views(_ style: Views) -> [Piece] {
    let places = View.allCases.compactMap { view -> Piece? in
      let isShown = view == state.view
      let key = KeyTable.rows.first { $0.command == view.command }?.keys.first
      // The digit is marked with its word, so that nobody takes the next one for it.
      if isShown {
        return Piece(spans: [Span("\(view.rawValue) \(view.title)", .selected), Span(" ")], key: key)
      }
      if style == .all {
        return Piece(spans: [Span("\(view.rawValue)", .focus), Span(" \(view.title) ", .faint)], key: key)
      }
      return style == .digits ? Piece(spans: [Span("\(view.rawValue) ", .focus)], key: key) : nil
    }
    return places + [Piece(spans: [Span(" ")], key: nil)]
  }

  /// What the footer says of a key; nothing of one that only the help tells of.
  private static func piece(_ row: KeyTable.Row) -> Piece? {
    guard let words = row.footer else { return nil }
    let label = row.label.split(separator: " ").first.map(String.init) ?? row.label
    return Piece(spans: [Span(label, .focus), Span(" \(words)  ", .faint)], key: row.keys.first)
  }
}
