/// One word of a filter, made ready once.
///
/// Never changes; only `Regex` itself does not say that it may be shared.
final class FilterPattern: @unchecked Sendable {
  /// As it was typed.
  let text: String
  /// Whether it has special characters and is no regular expression; then it is taken as it stands.
  let isMistaken: Bool
  private let lower: String
  private let regex: Regex<AnyRegexOutput>?

  private static let special = Set(#"\^$.|?*+()[]{}"#)

  init(_ text: String) {
    self.text = text
    lower = text.lowercased()
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
    guard let regex else { return text.firstRange(of: lower) != nil }
    do { return try regex.firstMatch(in: text) != nil } catch { return false }
  }
}
