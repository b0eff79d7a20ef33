extension LineScanner {
  /// Reads a line that begins with `#`; nil where it is a comment that means nothing.
  mutating func readMetadata() throws(LineError) -> MetadataLine? {
    let start = at
    skip(1)
    // `#HELP` is a plain comment: the keyword stands apart.
    guard isAtBlank || grammar.isSpaced else { return nil }
    if grammar.isSpaced { try separate() } else { skipBlanks() }
    let keyword: MetadataLine.Keyword
    // Four letters and what follows them, which must be a blank.
    let letters = bytes.word(at) & 0xFF_FFFF_FFFF
    switch letters & 0xFFFF_FFFF {
    case 0x504C_4548: keyword = .help
    case 0x4550_5954: keyword = .type
    case 0x5449_4E55 where grammar.allowsExemplars: keyword = .unit
    default:
      guard !grammar.isSpaced else { throw LineError(at: start, "a comment where OpenMetrics allows none") }
      return nil
    }
    let mark = letters >> 32
    guard at + 4 < end, mark == 32 || mark == 9 else {
      guard !grammar.isSpaced else { throw LineError(at: start, "a comment where OpenMetrics allows none") }
      return nil
    }
    skip(4)
    try separate()
    // `# HELP` and nothing more says nothing.
    guard at < end || grammar.isSpaced else { return nil }
    var line = MetadataLine(keyword: keyword, name: at..<at, isNameEscaped: false, text: at..<end)
    if current == UInt8(ascii: "\"") {
      (line.name, line.isNameEscaped) = try readQuoted()
    } else {
      line.name = try readFamilyName()
    }
    guard !line.name.isEmpty else { throw LineError(at: at, "the family name is empty") }
    if at < end || grammar.isSpaced {
      guard grammar.isSpaced ? current == 32 : isAtBlank else {
        throw LineError(at: at, "no blank after the family name")
      }
      if grammar.isSpaced { skip(1) } else { skipBlanks() }
    }
    line.text = at..<end
    try checkUTF8(line.text)
    return line
  }

  /// A plain name at sixteen bytes a step; what is no plain name byte by byte.
  private mutating func readFamilyName() throws(LineError) -> Range<Int> {
    let start = at
    let end = min(bytes.nameEnd(from: at), end)
    let isPlain = end > start && bytes[start] &- 48 > 9
    if isPlain, end == self.end || bytes[end] == 32 {
      at = end
      return start..<end
    }
    return try readName(isMetric: true)
  }

  /// The type that a TYPE line names.
  func type(named place: Range<Int>) throws(LineError) -> MetricType {
    var word = bytes.text(place)
    if grammar.isLenient { word = word.split(separator: " ").first.map { $0.lowercased() } ?? "" }
    if let type = MetricType(rawValue: word), grammar.allows(type) { return type }
    throw LineError(at: place.lowerBound, word.isEmpty ? "no type of metric" : "not a type of metric")
  }
}
