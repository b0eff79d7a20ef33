/// Where a page says what about a family; nil for what it does not say.
struct FamilyDeclaration {
  var name: Range<Int>
  var isNameEscaped = false
  var help: Range<Int>?
  /// A backslash in a HELP always begins an escape, except in one made here from words.
  var isHelpEscaped = false
  var unit: Range<Int>?
  var type: MetricType?

  /// Whether samples of this family may have this suffix. The type decides: prom-client has gauges whose name ends
  /// in `_total`, and they are their own family.
  func owns(suffix: Range<Int>, in bytes: Bytes) -> Bool {
    guard suffix.count <= 8, !suffix.isEmpty else { return false }
    let word = bytes.word(suffix.lowerBound) & (.max >> UInt64(64 - suffix.count * 8))
    return switch type {
    case .histogram: [Suffix.bucket, Suffix.sum, Suffix.count, Suffix.created].contains(word)
    case .summary: [Suffix.sum, Suffix.count, Suffix.created].contains(word)
    case .counter: [Suffix.total, Suffix.created].contains(word)
    case .info: word == Suffix.info
    case .gaugehistogram: [Suffix.bucket, Suffix.gsum, Suffix.gcount].contains(word)
    default: false
    }
  }

  /// What follows a family's name in the names of its samples, as the word that the letters are in memory.
  private enum Suffix {
    static let bucket = packed("_bucket")
    static let sum = packed("_sum")
    static let count = packed("_count")
    static let created = packed("_created")
    static let total = packed("_total")
    static let info = packed("_info")
    static let gsum = packed("_gsum")
    static let gcount = packed("_gcount")

    private static func packed(_ letters: String) -> UInt64 {
      letters.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
