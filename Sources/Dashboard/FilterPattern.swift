/// One word of a filter, made ready once.
///
/// Never changes; only `Regex` itself does not say that it may be shared.
final class FilterPattern: @unchecked Sendable {
  /// As it was typed.
  let text: String
  /// Whether it has special characters and is no regular expression; then it is taken as it stands.
  let isMistaken: Bool
  private let lower: [UInt8]
  private let regex: Regex<AnyRegexOutput>?

  private static let special = Set(#"\^$.|?*+()[]{}"#)

  init(_ text: String) {
    self.text = text
    lower = Array(text.lowercased().utf8)
    guard text.contains(where: FilterPattern.special.contains) else {
      regex = nil
      isMistaken = false
      return
    }
    // Not of the lowered text: `\S` is not `\s`.
    regex = try? Regex(text).ignoresCase().anchorsMatchLineEndings()
    isMistaken = regex == nil
  }

  /// - Parameter text: in lower case.
  func isFound(in text: String) -> Bool {
    guard let regex else { return isThere(in: text) }
    do { return try regex.firstMatch(in: text) != nil } catch { return false }
  }

  /// Looks at bytes: a letter typed into a filter asks this of every row there is, and comparing characters takes ten
  /// times as long.
  private func isThere(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = lower.first, bytes.count >= lower.count else { return lower.isEmpty }
      return (0...bytes.count - lower.count).contains { start in
        guard bytes[start] == first else { return false }
        return lower.indices.allSatisfy { bytes[start + $0] == lower[$0] }
      }
    }
  }
}
