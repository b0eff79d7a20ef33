/// Where a page says what about a family; nil for what it does not say.
struct FamilyDeclaration: BitwiseCopyable, Sendable {
  var name: Place
  var isNameEscaped = false
  var help: Place?
  /// A backslash in a HELP always begins an escape, except in one made here from words.
  var isHelpEscaped = false
  var unit: Place?
  var type: MetricType?

  /// Whether samples of this family may have this suffix. The type decides: prom-client has gauges whose name ends
  /// in `_total`, and they are their own family.
  func owns(suffix: Range<Int>, in bytes: Bytes) -> Bool {
    guard suffix.count <= 8, !suffix.isEmpty else { return false }
    let word = bytes.packed(suffix)
    return switch type {
    case .histogram:
      word == Suffix.bucket || word == Suffix.sum || word == Suffix.count || word == Suffix.created
    case .summary: word == Suffix.sum || word == Suffix.count || word == Suffix.created
    case .counter: word == Suffix.total || word == Suffix.created
    case .info: word == Suffix.info
    case .gaugehistogram: word == Suffix.bucket || word == Suffix.gsum || word == Suffix.gcount
    default: false
    }
  }

  /// What follows a family's name in the names of its samples, as the word that the letters are in memory.
  private enum Suffix {
    static let bucket = Bytes.packed("_bucket")
    static let sum = Bytes.packed("_sum")
    static let count = Bytes.packed("_count")
    static let created = Bytes.packed("_created")
    static let total = Bytes.packed("_total")
    static let info = Bytes.packed("_info")
    static let gsum = Bytes.packed("_gsum")
    static let gcount = Bytes.packed("_gcount")
  }
}
