import Drawing

/// Which rows are shown: those in whose text every word is found, or is not found where it begins with `!`. A word is a
/// regular expression, and one without special characters stands for itself. Case does not matter.
package struct Filter: Sendable, Hashable {
  package private(set) var text = ""
  /// Whether keys are letters of it now.
  package private(set) var isTyping = false
  /// Made of ``text`` whenever that changes, not for every row.
  private var words: [Word] = []

  private struct Word: Sendable {
    var pattern: FilterPattern
    var isInverse: Bool
  }

  /// One that was typed before.
  init(_ text: String = "") {
    self.text = text
    read()
  }

  var isEmpty: Bool { text.isEmpty }

  /// What is wrong with it; nil where nothing is.
  var complaint: String? {
    words.first { $0.pattern.isMistaken }.map { word in
      "\(word.pattern.text) is not a regular expression yet: taken as it stands"
    }
  }

  /// - Parameter text: a line a field, so that `^` and `$` stand for the ends of each.
  func admits(_ text: String) -> Bool { words.isEmpty || admits(lower: text.lowercased()) }

  /// - Parameter text: in lower case.
  func admits(lower text: String) -> Bool {
    words.allSatisfy { $0.pattern.isFound(in: text) != $0.isInverse }
  }

  private mutating func read() {
    words = text.split(separator: " ").compactMap { word in
      let isInverse = word.first == "!"
      let bare = isInverse ? word.dropFirst() : word
      return bare.isEmpty ? nil : Word(pattern: FilterPattern(String(bare)), isInverse: isInverse)
    }
  }

  mutating func begin() { isTyping = true }

  /// A key while it is typed; false for one that means something else.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .enter: isTyping = false
    case .escape: self = Filter()
    case .backspace: if text.isEmpty { isTyping = false } else { text.removeLast() }
    case .character(let scalar):
      if text.unicodeScalars.count < 60 { text.unicodeScalars.append(scalar) }
    default: return false
    }
    read()
    return true
  }

  mutating func clear() { self = Filter() }

  package static func == (left: Filter, right: Filter) -> Bool {
    left.text == right.text && left.isTyping == right.isTyping
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(isTyping)
  }
}
