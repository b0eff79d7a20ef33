extension DecimalNumber {
  /// The number that a whole word spells; nil where it is none.
  ///
  /// - Parameter isLenient: whether a number beyond all doubles is infinite and NaN may have a sign; Go's reader
  ///   calls both an error.
  static func value(of bytes: Bytes, _ word: Range<Int>, isLenient: Bool) -> Double? {
    guard !word.isEmpty else { return nil }
    var value = 0.0
    if read(bytes, at: word.lowerBound, into: &value) == word.upperBound { return value }
    let text = bytes.slice(word)
    if let special = special(text, isLenient: isLenient) { return special }
    var hasDigit = false
    for byte in text {
      switch byte {
      case 48...57: hasDigit = true
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        break
      default: return nil
      }
    }
    // More digits than 64 bits hold, or so close to the middle of two doubles that all of them count.
    guard hasDigit, let exact = Double(String(decoding: text, as: UTF8.self)) else { return nil }
    return exact.isInfinite && !isLenient ? nil : exact
  }

  /// The same for a label such as `le`, which has no place in a body.
  package static func value(ofText text: String) -> Double? {
    Bytes.with(Array(text.utf8)) { value(of: $0, 0..<$0.count, isLenient: false) }
  }

  /// `NaN`, `Inf` and `Infinity` in any case: prom-client writes `Nan`.
  private static func special(_ text: UnsafeBufferPointer<UInt8>, isLenient: Bool) -> Double? {
    guard text.count <= 9, let lead = text.first else { return nil }
    let hasSign = lead == UInt8(ascii: "-") || lead == UInt8(ascii: "+")
    let letters = text.dropFirst(hasSign ? 1 : 0).map { $0 | 0x20 }
    if letters.elementsEqual("nan".utf8) { return hasSign && !isLenient ? nil : .nan }
    if letters.elementsEqual("inf".utf8) || letters.elementsEqual("infinity".utf8) {
      return lead == UInt8(ascii: "-") ? -.infinity : .infinity
    }
    return nil
  }
}
