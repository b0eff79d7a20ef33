import Drawing

/// The help while it is shown.
package struct Help: Sendable, Hashable {
  package internal(set) var scroll = 0
  /// Which lines are shown.
  package internal(set) var filter = Filter()

  /// A key that is the help's own; false for one that means what it means everywhere.
  mutating func take(_ key: Key) -> Bool {
    if filter.isTyping {
      scroll = 0
      return filter.take(key)
    }
    guard key == .character("/") else { return false }
    filter.begin()
    return true
  }
}
