import Drawing

/// Words on lines of a width, without breaking a word that fits; the name of a family that does not goes on below.
struct WrappedText {
  static func lines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").flatMap({ pieces(String($0), width: width) }) {
      let joined = line.isEmpty ? String(word) : "\(line) \(word)"
      if TextWidth.columns(joined) <= width || line.isEmpty {
        line = joined
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func pieces(_ word: String, width: Int) -> [String] {
    guard TextWidth.columns(word) > width else { return [word] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if !piece.isEmpty, TextWidth.columns(piece + String(character)) > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }
}
