/// Text from the network, made fit to be shown and kept: nothing in it moves a cursor, hides or turns round what
/// stands beside it, and it has an end.
package enum CleanText {
  /// What is kept of any one text that a server sent.
  package static let limit = 200

  /// `text` with control, format and other invisible characters written out as `\u{1B}`, cut to `limit`
  /// characters with a `…` where it was longer.
  package static func of(_ text: some StringProtocol, limit: Int = limit) -> String {
    var clean = ""
    var count = 0
    for scalar in text.unicodeScalars {
      let piece = written(scalar)
      guard count + piece.unicodeScalars.count <= limit else {
        clean += "…"
        break
      }
      clean += piece
      count += piece.unicodeScalars.count
    }
    return clean
  }

  /// A text of many lines, such as a program prints, with nothing cut. Tabs stay.
  package static func lines(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 10 || $0 == 9 }) else { return text }
    return text.unicodeScalars.reduce(into: "") { clean, scalar in
      clean += scalar == "\n" || scalar == "\t" ? String(scalar) : written(scalar)
    }
  }

  /// A JSON text that says the same and holds none of those characters: there they stand in texts alone, and have a
  /// spelling of their own.
  package static func json(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 10 }) else { return text }
    return text.unicodeScalars.reduce(into: "") { clean, scalar in
      guard scalar != "\n", written(scalar) != String(scalar) else {
        return clean.unicodeScalars.append(scalar)
      }
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16, uppercase: true)
        clean += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }

  /// The first bytes of an answer that was not understood, for the sentence that says so: at most `limit` bytes,
  /// without blank space at either end.
  package static func excerpt(_ bytes: some Collection<UInt8>, limit: Int = 60) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
    var start = Array(bytes.drop(while: isBlank).prefix(limit * 4))
    while let last = start.last, isBlank(last) { start.removeLast() }
    var clean = ""
    for scalar in String(decoding: start, as: UTF8.self).unicodeScalars {
      let piece = written(scalar)
      guard clean.utf8.count + piece.utf8.count <= limit - 3 else { return clean + "…" }
      clean += piece
    }
    return clean
  }

  /// Whether a character is shown as it is.
  package static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    var text = String.UnicodeScalarView()
    text.append(scalar)
    return written(scalar) == String(text)
  }

  private static func written(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\r": return "\\r"
    case "\n": return "\\n"
    case "\t": return "\\t"
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: String(scalar)
    }
  }
}
