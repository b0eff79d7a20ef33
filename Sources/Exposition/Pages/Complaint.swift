/// A line that could not be read, and where.
package struct Complaint: Sendable, Hashable {
  /// From 1.
  package var line: Int
  /// The byte in the line, from 1.
  package var column: Int
  package var message: String
  /// The line from that column on, at most 60 bytes, with everything unprintable escaped.
  package var excerpt: String

  /// `line 12, column 5: no value: "…"`.
  package var words: String { "line \(line), column \(column): \(message): \"\(excerpt)\"" }

  /// At most 60 bytes of what a server sent, safe to print anywhere.
  package static func escaped(_ bytes: some Sequence<UInt8>, atMost limit: Int = 60) -> String {
    var text = ""
    var count = 0
    for byte in bytes {
      guard count < limit else { break }
      count += 1
      switch byte {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = Array("0123456789abcdef")
        text += "\\x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return text
  }
}
