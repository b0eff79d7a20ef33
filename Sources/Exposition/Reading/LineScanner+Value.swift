extension LineScanner {
  mutating func readValue() throws(LineError) -> Double {
    let place = word()
    guard !place.isEmpty else { throw LineError(at: at, "no value") }
    guard let value = DecimalNumber.value(of: bytes, place, isLenient: grammar.isLenient) else {
      throw LineError(at: place.lowerBound, "the value is not a number")
    }
    return value
  }

  /// What may follow a value: a timestamp in milliseconds, an exemplar.
  mutating func readTail() throws(LineError) -> (timestamp: Double?, exemplar: ExemplarPlace?) {
    var timestamp: Double?
    var exemplar: ExemplarPlace?
    if hasMore {
      try separate()
      if current != UInt8(ascii: "#") {
        timestamp = try readTimestamp()
        if hasMore { try separate() }
      }
      if current == UInt8(ascii: "#") { exemplar = try readExemplar() }
    }
    if !grammar.isSpaced { skipBlanks() }
    guard at == end else { throw LineError(at: at, "text after the sample") }
    return (timestamp, exemplar)
  }

  /// Whether there is more than blanks, or a blank where none may be.
  private var hasMore: Bool {
    guard !grammar.isSpaced else { return at < end }
    var place = at
    while place < end, bytes[place] == 32 || bytes[place] == 9 { place += 1 }
    return place < end
  }

  private mutating func readTimestamp() throws(LineError) -> Double {
    let place = word()
    let text = bytes.text(place)
    if grammar.format == .text {
      if let whole = Int64(text), grammar.isLenient || !text.hasPrefix("+") { return Double(whole) }
      if !grammar.isLenient { throw LineError(at: place.lowerBound, "the timestamp is not a whole number") }
    }
    guard let value = DecimalNumber.value(of: bytes, place, isLenient: grammar.isLenient), value.isFinite
    else {
      throw LineError(at: place.lowerBound, "the timestamp is not a number")
    }
    return value * grammar.timestampScale
  }

  /// Reads `# {labels} value [timestamp]`; lenient also passes over a comment.
  private mutating func readExemplar() throws(LineError) -> ExemplarPlace? {
    let start = at
    guard grammar.allowsExemplars else { throw LineError(at: at, "an exemplar in the text format") }
    skip(1)
    if grammar.isLenient { skipBlanks() } else { try separate() }
    guard current == UInt8(ascii: "{") else {
      try tolerate(at: start, "a comment after the sample")
      skip(end - at)
      return nil
    }
    var labels: [LabelPlace] = []
    let open = at
    var series = SeriesPlace(key: at..<at, name: at..<at, isNameEscaped: false, labelCount: 0)
    var hasName = true
    try readLabels(into: &labels, of: &series, hasName: &hasName)
    let close = at
    try separate()
    let value = try readValue()
    var exemplar = ExemplarPlace(labels: open..<close, value: value, timestamp: nil)
    if hasMore {
      try separate()
      exemplar.timestamp = try readTimestamp()
    }
    try checkLength(of: labels, at: open)
    return exemplar
  }

  /// OpenMetrics allows 128 characters in the names and values of an exemplar's labels together.
  private func checkLength(of labels: [LabelPlace], at place: Int) throws(LineError) {
    guard grammar.isSpaced else { return }
    let length = labels.reduce(0) { sum, label in
      sum + bytes.text(label.name).unicodeScalars.count + bytes.text(label.value).unicodeScalars.count
    }
    guard length <= 128 else {
      throw LineError(at: place, "the exemplar's labels are longer than 128 characters")
    }
  }
}
