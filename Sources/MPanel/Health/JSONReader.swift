/// Reads JSON (RFC 8259) from bytes that may be anything at all.
///
/// Written here rather than taken from a library for three reasons: duplicate members stay visible, a number
/// that is too large spoils nothing but itself, and the depth is bounded. Who reads documents of many megabytes, of
/// which a tree would be many times as large, walks through one with ``value(depth:)`` and its kin.
package struct JSONReader {
  /// Documents nested deeper than this are refused; mPanel's deepest is 3.
  package static let depthLimit = 64

  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The document, with a byte order mark before it or without; nil where the bytes are not one JSON document.
  package static func read(_ bytes: [UInt8]) -> JSONValue? {
    var reader = JSONReader(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipBlanks()
    return reader.position == bytes.count ? value : nil
  }

  package var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  package mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  package mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func take(word: StaticString, as value: JSONValue) -> JSONValue? {
    for byte in word.description.utf8 {
      guard take(byte) else { return nil }
    }
    return value
  }

  package mutating func value(depth: Int) -> JSONValue? {
    guard depth < JSONReader.depthLimit else { return nil }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "t"): return take(word: "true", as: .bool(true))
    case UInt8(ascii: "f"): return take(word: "false", as: .bool(false))
    case UInt8(ascii: "n"): return take(word: "null", as: .null)
    default: return number()
    }
  }

  private mutating func object(depth: Int) -> JSONValue? {
    position += 1
    var members: [JSONValue.Member] = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\""), let name = string() else { return nil }
      skipBlanks()
      guard take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
      members.append(JSONValue.Member(name: name, value: value))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func array(depth: Int) -> JSONValue? {
    position += 1
    var items: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      guard let value = value(depth: depth + 1) else { return nil }
      items.append(value)
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(items) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func number() -> JSONValue? {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard digits() else { return nil }
    }
    if take(UInt8(ascii: ".")) {
      guard digits() else { return nil }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() else { return nil }
    }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self)).map(JSONValue.number)
  }

  /// The text between two quotes. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD.
  package mutating func string() -> String? {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escape = next else { return nil }
        position += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
          guard let scalar = escapedScalar() else { return nil }
          text.append(contentsOf: String(scalar).utf8)
        default: return nil
        }
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let high = hexUnit() else { return nil }
    if (0xD800..<0xDC00).contains(high), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let before = position
      position += 2
      guard let low = hexUnit() else { return nil }
      if (0xDC00..<0xE000).contains(low) {
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      }
      position = before
    }
    return Unicode.Scalar(high) ?? "\u{FFFD}"
  }

  private mutating func hexUnit() -> UInt32? {
    guard bytes.count - position >= 4 else { return nil }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt32
      switch bytes[position] {
      case let byte where (0x30...0x39).contains(byte): digit = UInt32(byte) - 0x30
      case let byte where (0x41...0x46).contains(byte): digit = UInt32(byte) - 0x37
      case let byte where (0x61...0x66).contains(byte): digit = UInt32(byte) - 0x57
      default: return nil
      }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }
}
