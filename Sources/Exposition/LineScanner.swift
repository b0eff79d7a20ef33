import Glibc

/// Goes through the parts of one line. Every read is checked against the line's end.
struct LineScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var at: Int
  let end: Int
  let isLenient: Bool

  init(bytes: UnsafeBufferPointer<UInt8>, at: Int, end: Int, isLenient: Bool) {
    self.bytes = bytes
    self.at = at
    self.end = end
    self.isLenient = isLenient
  }

  /// The place of the line feed that ends the line, or of the body's end.
  static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 10, bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The byte here, or 0 at the end of the line.
  var current: UInt8 { at < end ? bytes[at] : 0 }

  mutating func skipBlanks() {
    while at < end, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
  }

  mutating func skip(_ count: Int) { at = min(at + count, end) }

  /// The bytes up to the next blank.
  mutating func word() -> Range<Int> {
    let start = at
    while at < end, bytes[at] != 32, bytes[at] != 9 { at += 1 }
    return start..<at
  }

  // MARK: - Name and labels

  /// Reads `name{labels}` or `{"name",labels}`; appends the labels to `labels`.
  mutating func readKey(into labels: inout [SeriesTable.LabelRow]) throws(LineError) -> SeriesTable.Row {
    var row = SeriesTable.Row(
      keyStart: UInt32(at), keyEnd: 0, nameStart: UInt32(at), nameEnd: UInt32(at), labelStart: 0, labelEnd: 0,
      family: -1, isNameEscaped: false)
    var hasName = false
    if isLenient, current == UInt8(ascii: "\"") {
      let name = try readQuoted()
      row.nameStart = UInt32(name.range.lowerBound)
      row.nameEnd = UInt32(name.range.upperBound)
      row.isNameEscaped = name.isEscaped
      hasName = true
    } else if current != UInt8(ascii: "{") {
      let name = try readName(allowColon: true)
      row.nameEnd = UInt32(name.upperBound)
      hasName = true
    }
    var keyEnd = at
    skipBlanks()
    if current == UInt8(ascii: "{") {
      at += 1
      try readLabels(into: &labels, &row, &hasName)
      keyEnd = at
    }
    guard hasName, row.nameEnd > row.nameStart else { throw LineError(at: at, "no metric name") }
    row.keyEnd = UInt32(keyEnd)
    return row
  }

  private mutating func readLabels(
    into labels: inout [SeriesTable.LabelRow], _ row: inout SeriesTable.Row, _ hasName: inout Bool
  ) throws(LineError) {
    let first = labels.count
    while true {
      skipBlanks()
      if current == UInt8(ascii: "}") {
        at += 1
        return
      }
      let nameAt = at
      var name: Range<Int>
      var isEscaped = false
      if current == UInt8(ascii: "\"") {
        (name, isEscaped) = try readQuoted()
        skipBlanks()
        if current == UInt8(ascii: ",") || current == UInt8(ascii: "}") {
          guard !hasName, !name.isEmpty else { throw LineError(at: nameAt, "a second metric name") }
          row.nameStart = UInt32(name.lowerBound)
          row.nameEnd = UInt32(name.upperBound)
          row.isNameEscaped = isEscaped
          hasName = true
          try endOfLabel()
          continue
        }
      } else {
        name = try readName(allowColon: false)
      }
      skipBlanks()
      guard current == UInt8(ascii: "=") else { throw LineError(at: at, "no '=' after the label name") }
      at += 1
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw LineError(at: at, "the label value is not quoted") }
      let value = try readQuoted()
      let isRepeated = labels[first...].contains { other in
        Int(other.nameEnd - other.nameStart) == name.count
          && bytes[Int(other.nameStart)..<Int(other.nameEnd)].elementsEqual(bytes[name])
      }
      if isRepeated {
        guard isLenient else { throw LineError(at: nameAt, "the label name stands twice") }
      } else {
        labels.append(
          SeriesTable.LabelRow(
            nameStart: UInt32(name.lowerBound), nameEnd: UInt32(name.upperBound),
            valueStart: UInt32(value.range.lowerBound), valueEnd: UInt32(value.range.upperBound),
            isEscaped: isEscaped || value.isEscaped))
      }
      try endOfLabel()
    }
  }

  /// A comma or the closing brace; lenient also takes labels that only a blank separates.
  private mutating func endOfLabel() throws(LineError) {
    let before = at
    skipBlanks()
    switch current {
    case UInt8(ascii: ","):
      at += 1
      skipBlanks()
      if current == UInt8(ascii: ",") { throw LineError(at: at, "two commas") }
    case UInt8(ascii: "}"): break
    default:
      guard isLenient, at > before, at < end else { throw LineError(at: at, "no ',' or '}' after the label") }
    }
  }

  private mutating func readName(allowColon: Bool) throws(LineError) -> Range<Int> {
    let start = at
    while at < end {
      let byte = bytes[at]
      let isLetter = (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_")
      let isDigit = byte &- 48 < 10
      let isColon = byte == UInt8(ascii: ":") && allowColon
      if isLetter || isColon || (isDigit && at > start) {
        at += 1
      } else if isLenient, isNameLike(byte), at > start || byte >= 0x80 {
        // `my.metric`, `m-x`, `é`: not a name by the book, but nothing else either.
        at += 1
      } else {
        break
      }
    }
    guard at > start else { throw LineError(at: start, allowColon ? "no metric name" : "no label name") }
    return start..<at
  }

  private func isNameLike(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  /// A quoted string without its quotes; the closing quote is passed.
  private mutating func readQuoted() throws(LineError) -> (range: Range<Int>, isEscaped: Bool) {
    let open = at
    at += 1
    let start = at
    var isEscaped = false
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return (start..<(at - 1), isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        at += 1
      }
      at += 1
    }
    at = min(at, end)
    throw LineError(at: open, "the quote is not closed")
  }

  // MARK: - Value, timestamp, exemplar

  mutating func readValue() throws(LineError) -> Double {
    skipBlanks()
    let word = word()
    guard !word.isEmpty else { throw LineError(at: at, "no value") }
    guard let value = DecimalNumber.parse(bytes, word.lowerBound, word.upperBound, lenient: isLenient) else {
      throw LineError(at: word.lowerBound, "the value is not a number")
    }
    return value
  }

  mutating func readTimestamp() throws(LineError) -> Double? {
    skipBlanks()
    guard at < end, current != UInt8(ascii: "#") else { return nil }
    let word = word()
    let text = String(decoding: bytes[word], as: UTF8.self)
    if let whole = Int64(text), isLenient || !text.hasPrefix("+") { return Double(whole) }
    guard let value = DecimalNumber.parse(bytes, word.lowerBound, word.upperBound, lenient: isLenient),
      value.isFinite, isLenient
    else { throw LineError(at: word.lowerBound, "the timestamp is not a number") }
    return value
  }

  /// Passes `# {labels} value [timestamp]`. Whether there was one.
  mutating func readExemplar(format: Format) throws(LineError) -> Bool {
    skipBlanks()
    guard current == UInt8(ascii: "#") else { return false }
    guard format == .openMetrics || isLenient else {
      throw LineError(at: at, "an exemplar in the text format")
    }
    let start = at
    at += 1
    skipBlanks()
    guard current == UInt8(ascii: "{") else { throw LineError(at: start, "no labels in the exemplar") }
    at += 1
    var labels: [SeriesTable.LabelRow] = []
    var row = SeriesTable.Row(
      keyStart: 0, keyEnd: 0, nameStart: 0, nameEnd: 0, labelStart: 0, labelEnd: 0, family: -1,
      isNameEscaped: false)
    var hasName = true
    try readLabels(into: &labels, &row, &hasName)
    _ = try readValue()
    _ = try readTimestamp()
    return true
  }

  mutating func expectEnd() throws(LineError) {
    skipBlanks()
    guard at == end else { throw LineError(at: at, "text after the sample") }
  }
}
