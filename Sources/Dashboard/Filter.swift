import Drawing

/// Which rows are shown: those in whose text every word is found, or is not found where it begins with `!`. Case does
/// not matter.
package struct Filter: Sendable, Hashable {
  package private(set) var text = ""
  /// Whether keys are letters of it now.
  package private(set) var isTyping = false

  /// One that was typed before.
  init(_ text: String = "") { self.text = text }

  var isEmpty: Bool { text.isEmpty }

  func admits(_ text: String) -> Bool {
    let shown = text.lowercased()
    return self.text.lowercased().split(separator: " ").allSatisfy { word in
      let isInverse = word.first == "!"
      let bare = isInverse ? word.dropFirst() : word
      return bare.isEmpty || (shown.firstRange(of: bare) != nil) != isInverse
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
    return true
  }

  mutating func clear() { self = Filter() }
}
