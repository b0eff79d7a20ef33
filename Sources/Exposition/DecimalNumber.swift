/// Numbers as Prometheus writes them: exact, without locale, and without what `Double(_:)` would let through.
enum DecimalNumber {
  /// The double nearest to the text between two places; nil where it is not a number.
  ///
  /// Plain decimals with at most 15 digits and a small exponent are exact in one multiplication or division
  /// (Clinger); the rest goes to Swift's own correctly rounded reader once its alphabet is checked.
  @inline(__always)
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, lenient: Bool) -> Double? {
    var index = start
    guard index < end else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    let first = index
    while index < end, bytes[index] &- 48 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- 48)
      index += 1
    }
    digits = index - first
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while index < end, bytes[index] &- 48 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- 48)
        index += 1
      }
      scale = index - fraction
      digits += scale
    }
    if index == end, digits > 0, digits <= 15 {
      let value = Double(mantissa) / powers[scale]
      return isNegative ? -value : value
    }
    return slow(bytes, start, end, lenient: lenient)
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  @inline(never)
  private static func slow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, lenient: Bool
  ) -> Double? {
    guard end - start <= 4096 else { return nil }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
    if let word = word(text, lenient: lenient) { return word }
    var hasDigit = false
    for byte in text {
      switch byte {
      case 48...57: hasDigit = true
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        break
      default: return nil
      }
    }
    guard hasDigit, let value = Double(String(decoding: text, as: UTF8.self)) else { return nil }
    // Go's reader calls an overflow an error.
    return value.isInfinite && !lenient ? nil : value
  }

  /// `NaN`, `Inf`, `infinity` in any case, with a sign where Go allows one.
  private static func word(_ text: UnsafeBufferPointer<UInt8>, lenient: Bool) -> Double? {
    guard text.count <= 9, let lead = text.first else { return nil }
    let hasSign = lead == UInt8(ascii: "-") || lead == UInt8(ascii: "+")
    let letters = text.dropFirst(hasSign ? 1 : 0).map { $0 | 0x20 }
    if letters == Array("nan".utf8) { return hasSign && !lenient ? nil : .nan }
    if letters == Array("inf".utf8) || letters == Array("infinity".utf8) {
      return lead == UInt8(ascii: "-") ? -.infinity : .infinity
    }
    return nil
  }
}
