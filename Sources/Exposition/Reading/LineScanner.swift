/// Goes through the parts of one line, byte by byte: every dialect, every oddity, the exact place of what is wrong.
///
/// ``LinePattern`` is the quick way through plain lines; both must understand a line alike.
struct LineScanner {
  let bytes: Bytes
  var at: Int
  let end: Int
  let grammar: Grammar
  /// How many labels of a series are kept.
  let labelLimit: Int
  /// The first thing that was tolerated although the format does not allow it.
  var oddity: LineError?

  init(bytes: Bytes, at: Int, end: Int, grammar: Grammar, labelLimit: Int) {
    self.bytes = bytes
    self.at = at
    self.end = end
    self.grammar = grammar
    self.labelLimit = labelLimit
  }

  /// The byte here, or a line feed at the end of the line.
  var current: UInt8 { at < end ? bytes[at] : 10 }

  var isAtBlank: Bool { current == 32 || current == 9 }

  mutating func skipBlanks() {
    while isAtBlank { at += 1 }
  }

  mutating func skip(_ count: Int) { at = min(at + count, end) }

  /// What only the lenient verdict lets pass: an error, or a note.
  mutating func tolerate(at place: Int, _ message: String) throws(LineError) {
    guard grammar.isLenient else { throw LineError(at: place, message) }
    oddity = oddity ?? LineError(at: place, message)
  }

  /// What stands between two parts: blanks, or in strict OpenMetrics one space exactly.
  mutating func separate() throws(LineError) {
    guard grammar.isSpaced else {
      skipBlanks()
      return
    }
    guard current == 32 else { throw LineError(at: at, "no space where one belongs") }
    at += 1
    guard !isAtBlank else { throw LineError(at: at, "more than one space") }
  }

  /// The bytes up to the next blank; lenient also stops at a comment.
  mutating func word() -> Range<Int> {
    let start = at
    while at < end, !isAtBlank, !(grammar.isLenient && current == UInt8(ascii: "#")) { at += 1 }
    return start..<at
  }

  // MARK: - Names and quotes

  mutating func readName(isMetric: Bool) throws(LineError) -> Range<Int> {
    let start = at
    while at < end {
      let byte = bytes[at]
      let isLetter = (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_")
      let isDigit = byte &- 48 < 10
      if isLetter || (isDigit && at > start) || (byte == UInt8(ascii: ":") && isMetric) {
        at += 1
      } else if grammar.isLenient, byte >= 0x80 || (at > start && isNameLike(byte)) {
        try tolerate(at: at, "a name with this byte belongs in quotes")
        at += 1
      } else {
        break
      }
    }
    guard at > start else { throw LineError(at: start, isMetric ? "no metric name" : "no label name") }
    return start..<at
  }

  /// `my.metric` and `m-x` are no names by the book, but nothing else either.
  private func isNameLike(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }

  /// A quoted string without its quotes; the closing quote is passed.
  mutating func readQuoted() throws(LineError) -> (place: Range<Int>, isEscaped: Bool) {
    let open = at
    at += 1
    let start = at
    var isEscaped = false
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        try checkUTF8(start..<(at - 1))
        return (start..<(at - 1), isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        let escaped = at + 1 < end ? bytes[at + 1] : 10
        let isKnown =
          escaped == UInt8(ascii: "n") || escaped == UInt8(ascii: "\\") || escaped == UInt8(ascii: "\"")
        if !isKnown, !grammar.allowsUnknownEscapes {
          throw LineError(at: at, "an escape that the format does not know")
        }
        at += 2
      default: at += 1
      }
    }
    at = end
    throw LineError(at: open, "the quote is not closed")
  }

  /// Lenient keeps bytes that are no UTF-8; they show as U+FFFD.
  func checkUTF8(_ place: Range<Int>) throws(LineError) {
    guard !grammar.isLenient else { return }
    let part = bytes.slice(place)
    if part.contains(where: { $0 >= 0x80 }), String(validating: part, as: UTF8.self) == nil {
      throw LineError(at: place.lowerBound, "not UTF-8")
    }
  }
}
