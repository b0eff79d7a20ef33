/// How a program asks a terminal, over whatever lies between, to put text into the clipboard: OSC 52.
package enum Clipboard {
  /// Terminals ignore or cut what is longer; nothing that mptop copies is.
  package static let limit = 32_768

  /// What is written to the terminal; nil for a text that is too long. tmux takes the bare request where its
  /// `set-clipboard` is `on`, and hands through one in an envelope where its `allow-passthrough` is: it gets both.
  package static func request(_ text: String, isInTmux: Bool) -> [UInt8]? {
    guard text.utf8.count <= limit else { return nil }
    let request = Array("\u{1B}]52;c;".utf8) + base64(Array(text.utf8)) + [7]
    guard isInTmux else { return request }
    // Every escape is doubled within.
    let doubled = request.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
    return request + Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let number = three[0] << 16 | three[1] << 8 | three[2]
      let known = min(bytes.count - start, 3) + 1
      for place in 0..<4 {
        text.append(place < known ? digits[number >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
