/// A line that says something about a family.
struct MetadataLine {
  enum Keyword {
    case help, type, unit
  }

  var keyword: Keyword
  /// Without its quotes.
  var name: Range<Int>
  var isNameEscaped: Bool
  /// The rest of the line.
  var text: Range<Int>
}

extension MetadataLine {
  /// The quick way: `# HELP` or `# TYPE`, a plain name and a text, one space apart. Nil for every other line, which
  /// ``LineScanner`` reads.
  @inline(__always)
  init?(plain bytes: Bytes, at start: Int) {
    switch bytes.word(start) & 0xFF_FFFF_FFFF_FFFF {
    // The letters of `# HELP ` and `# TYPE ` in memory.
    case 0x20_504C_4548_2023: keyword = .help
    case 0x20_4550_5954_2023: keyword = .type
    default: return nil
    }
    let nameStart = start &+ 7
    let nameEnd = bytes.nameEnd(from: nameStart)
    guard nameEnd > nameStart, bytes[nameStart] &- 48 > 9, bytes[nameEnd] == 32, bytes[nameEnd &+ 1] > 32
    else {
      return nil
    }
    let end = bytes.lineEnd(from: nameEnd)
    guard bytes[end &- 1] != 13 else { return nil }
    name = nameStart..<nameEnd
    isNameEscaped = false
    text = nameEnd &+ 1..<end
  }
}
