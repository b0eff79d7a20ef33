import Drawing

/// The command line at the foot of the screen while it is open.
package struct Palette: Sendable, Hashable {
  private(set) var line = LineEditor()
  /// Which of the candidates Tab has chosen.
  private(set) var chosen: Int?
  /// What was typed before Tab chose or the history was looked through.
  private var typed = ""
  /// Which line of the history is shown, counted from the newest.
  private var recalled: Int?
  /// Why the line could not be done.
  var problem: String?

  var text: String { line.text }
  /// What the candidates complete.
  var completed: String { chosen == nil ? line.text : typed }

  /// A key that edits the line; false for one that means something else.
  mutating func take(_ key: Key) -> Bool {
    // On an empty line it is the way out.
    if key == .backspace, line.scalars.isEmpty { return false }
    guard line.take(key) else { return false }
    chosen = nil
    recalled = nil
    problem = nil
    return true
  }

  /// Tab: what all candidates begin with, else the next of them.
  mutating func complete(among candidates: [Candidate], by step: Int) {
    problem = nil
    guard !candidates.isEmpty else { return }
    if chosen == nil {
      typed = line.text
      let common = Palette.common(candidates.map(\.line))
      if common.count > typed.count, common.lowercased().hasPrefix(typed.lowercased()) {
        line = LineEditor(common)
        return
      }
    }
    let next =
      chosen.map { ($0 + step + candidates.count) % candidates.count }
      ?? (step > 0 ? 0 : candidates.count - 1)
    chosen = next
    line = LineEditor(candidates[next].line)
  }

  /// Up and Down: an older line of the history, or a newer one.
  mutating func recall(_ history: [String], by step: Int) {
    problem = nil
    chosen = nil
    if recalled == nil { typed = line.text }
    let place = (recalled ?? -1) + step
    guard place < history.count else { return }
    recalled = place >= 0 ? place : nil
    line = LineEditor(place >= 0 ? history[history.count - 1 - place] : typed)
  }

  private static func common(_ lines: [String]) -> String {
    guard let first = lines.first else { return "" }
    return lines.dropFirst().reduce(first) { common, line in
      String(zip(common, line).prefix { $0 == $1 }.map(\.0))
    }
  }
}
