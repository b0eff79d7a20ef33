/// A line that could not be read, and where.
public struct Complaint: Sendable, Hashable {
  /// From 1.
  public var line: Int
  /// The byte in the line, from 1.
  public var column: Int
  public var message: String
  /// The line from that column on, at most 60 bytes, with everything unprintable escaped.
  public var excerpt: String

  /// `line 12, column 5: no value: "…"`.
  public var words: String { "line \(line), column \(column): \(message): \"\(excerpt)\"" }

  /// At most 60 bytes of what a server sent, safe to print anywhere.
  public static func escaped(_ bytes: some Sequence<UInt8>, atMost limit: Int = 60) -> String {
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
