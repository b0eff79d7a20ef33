import Drawing

/// A line of text while it is typed, with a cursor.
struct LineEditor: Sendable, Hashable {
  private(set) var scalars: [Unicode.Scalar]
  /// The place before which the next character comes.
  private(set) var cursor: Int

  /// No line is longer.
  private static let limit = 200

  init(_ text: String = "") {
    scalars = Array(text.unicodeScalars.prefix(LineEditor.limit))
    cursor = scalars.count
  }

  var text: String { LineEditor.string(scalars[...]) }
  /// What stands before the cursor, at it, and after it.
  var parts: (before: String, at: String, after: String) {
    let rest = scalars[cursor...]
    return (
      LineEditor.string(scalars[..<cursor]), LineEditor.string(rest.prefix(1)),
      LineEditor.string(rest.dropFirst())
    )
  }

  /// A key that edits; false for one that means something else.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar):
      guard scalars.count < LineEditor.limit else { return true }
      scalars.insert(scalar, at: cursor)
      cursor += 1
    case .backspace:
      guard cursor > 0 else { return true }
      cursor -= 1
      scalars.remove(at: cursor)
    case .left: cursor = max(cursor - 1, 0)
    case .right: cursor = min(cursor + 1, scalars.count)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = scalars.count
    case .control("u"):
      scalars.removeFirst(cursor)
      cursor = 0
    case .control("k"): scalars.removeLast(scalars.count - cursor)
    case .control("w"):
      let kept = scalars[..<cursor].reversed().drop { $0 == " " }.drop { $0 != " " }.count
      scalars.removeSubrange(kept..<cursor)
      cursor = kept
    default: return false
    }
    return true
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
