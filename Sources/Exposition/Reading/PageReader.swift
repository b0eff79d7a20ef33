/// Reads one body from beginning to end, without knowing an earlier one.
struct PageReader: ~Copyable {
  let body: [UInt8]
  let bytes: Bytes
  let grammar: Grammar
  let limits: Limits
  var names: NameBook
  var patterns: LinePatterns

  var rows: RowColumns
  /// One a row, NaN where it has none; nil while no row has one.
  var timestamps: [Double]?
  var exemplars: [Exemplar] = []
  /// Where the line behind the last row begins.
  private var spanStart = 0

  /// A place up to which lines were counted, and the number of the line there.
  var counted = (place: 0, line: 1)
  var notes = LineNotes()
  /// Whether a sample was read that the format does not allow as it is written.
  var hasOddRow = false
  var duplicateCount = 0
  var leftOut = LeftOut()
  /// Of the line that is read by the whole grammar.
  var labels: [LabelPlace] = []
  /// Strict only.
  var rules: (any PageRules)?
  /// Whether `# EOF` was met.
  var hasEnded = false
  private let takesShortcuts: Bool

  /// - Parameter takesShortcuts: whether plain lines may be read by ``LinePattern``, which must make no difference.
  init(
    _ body: [UInt8], _ bytes: Bytes, grammar: Grammar, limits: Limits, takesShortcuts: Bool
  ) {
    self.body = body
    self.bytes = bytes
    self.grammar = grammar
    self.limits = limits
    names = NameBook(bytes, limit: limits.families)
    patterns = LinePatterns(limits: limits)
    // A line of a page is a hundred bytes or so.
    let expected = min(bytes.count / 96, limits.samples)
    rows = RowColumns(expecting: expected, limit: limits.samples)
    // What strict forbids is found line by line.
    self.takesShortcuts = takesShortcuts && grammar.isLenient
    if !grammar.isLenient {
      rules = grammar.format == .openMetrics ? OpenMetricsRules() : TextRules()
    }
  }

  /// The page, and its rows' spans where the next page may be read by what changes: not where a row was warned
  /// about, since the warning shows its value.
  consuming func read() -> (page: Page, spans: [RowSpan]?) {
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case 10: at = readBlank(at)
      case UInt8(ascii: "#"): at = takesShortcuts ? readPlainMetadata(at) : readOther(at)
      default: at = takesShortcuts ? readPlain(at) : readOther(at)
      }
    }
    finish()
    return (page(), hasOddRow ? nil : rows.allSpans)
  }

  private mutating func readBlank(_ start: Int) -> Int {
    if grammar.isSpaced { note(LineError(at: start, "a blank line"), start, start) }
    return start + 1
  }

  // MARK: - Plain lines

  /// Reads a line of metadata that is most likely plain; the place of the next line.
  @inline(never)
  private mutating func readPlainMetadata(_ start: Int) -> Int {
    guard let metadata = MetadataLine(plain: bytes, at: start), metadata.name.count <= limits.nameBytes else {
      return readOther(start)
    }
    var type: MetricType?
    if metadata.keyword == .type {
      type = MetricType(plain: metadata.text, in: bytes)
      guard type != nil else { return readOther(start) }
    }
    patterns.expectNew()
    let end = metadata.text.upperBound
    if let oddity = names.declare(metadata, type) { note(oddity, start, end, isWarning: true) }
    return end &+ 1
  }

  /// Reads a sample that is most likely plain; the place of the next line.
  @inline(__always)
  private mutating func readPlain(_ start: Int) -> Int {
    guard let pattern = patterns.read(bytes, at: start) else { return readOther(start) }
    let keyEnd = start &+ pattern.pointee.keyLength
    var value = 0.0
    let end = DecimalNumber.read(bytes, at: keyEnd &+ 1, into: &value)
    guard end >= 0, bytes[end] == 10 else { return readRest(start, pattern) }
    guard hasRoom() else { return end &+ 1 }
    add(known(start, pattern), value, valueStart: keyEnd &+ 1, end: end)
    return end &+ 1
  }

  /// The series of a plain line that was read whole.
  @inline(__always)
  private mutating func known(_ start: Int, _ pattern: UnsafeMutablePointer<LinePattern>) -> KnownSeries {
    if pattern.pointee.name < 0 {
      pattern.pointee.name = names.number(
        ofSample: start..<start &+ pattern.pointee.nameLength, pattern.pointee.nameFingerprint,
        isEscaped: false)
    }
    return KnownSeries(
      key: start..<start &+ pattern.pointee.keyLength, name: pattern.pointee.name,
      fingerprint: pattern.pointee.fingerprint)
  }

  /// Reads what follows a plain name and labels where it is not just a plain number.
  private mutating func readRest(_ start: Int, _ pattern: UnsafeMutablePointer<LinePattern>) -> Int {
    let (stop, next) = lineEnd(start)
    var scanner = LineScanner(
      bytes: bytes, at: start + pattern.pointee.keyLength, end: stop, grammar: grammar,
      labelLimit: limits.labels)
    do throws(LineError) {
      try scanner.separate()
      // A blank may stand before the labels.
      if scanner.current == UInt8(ascii: "{") { return readOther(start) }
      let valueStart = scanner.at
      let value = try scanner.readValue()
      let (timestamp, exemplar) = try scanner.readTail()
      if let oddity = scanner.oddity {
        hasOddRow = true
        note(oddity, start, stop, isWarning: true)
      }
      guard hasRoom() else { return next }
      add(
        known(start, pattern), value, valueStart: valueStart, end: next - 1, timestamp: timestamp,
        exemplar: exemplar)
    } catch {
      note(error, start, stop)
    }
    return next
  }

  // MARK: - What was read

  @inline(__always)
  mutating func add(
    _ one: KnownSeries, _ value: Double, valueStart: Int, end: Int, timestamp: Double? = nil,
    exemplar: ExemplarPlace? = nil
  ) {
    if timestamp != nil, timestamps == nil { timestamps = [Double](repeating: .nan, count: rows.count) }
    if timestamps != nil { timestamps?.append(timestamp ?? .nan) }
    if let exemplar { exemplars.append(Exemplar(series: rows.count, exemplar, in: body)) }
    rows.append(
      SeriesTable.Row(
        keyStart: UInt32(truncatingIfNeeded: one.key.lowerBound),
        keyEnd: UInt32(truncatingIfNeeded: one.key.upperBound), name: UInt32(truncatingIfNeeded: one.name)),
      value,
      RowSpan(
        valueStart: UInt32(truncatingIfNeeded: valueStart &- spanStart),
        length: UInt32(truncatingIfNeeded: end &+ 1 &- spanStart)),
      one.fingerprint)
    spanStart = end &+ 1
  }
}
