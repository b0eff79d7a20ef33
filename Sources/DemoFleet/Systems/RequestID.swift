/// The ID by which a request is found again in every log.
package struct RequestID {
  /// What the client sent, letter for letter; a new UUID (version 4) where it sent none or an empty one.
  package static func of(_ header: String?) -> String {
    if let header, !header.isEmpty { return header }
    return uuid()
  }

  private static func uuid() -> String {
    var random = SystemRandomNumberGenerator()
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef")
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append("-") }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }
}
