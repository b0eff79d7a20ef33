/// Reads one body from beginning to end, without knowing an earlier one.
struct PageReader: ~Copyable {
  let body: [UInt8]
  let bytes: Bytes
  let grammar: Grammar
  let limits: Limits
  var families: FamilyIndex
  var pattern: LinePattern
  private var series: SeriesSet
  private var names = NameTable()
  private var sampleNames: [SeriesTable.SampleName] = []
  /// The number of the name that ``pattern`` read last.
  private var patternName = 0

  private var rows: [SeriesTable.Row] = []
  private var values: [Double] = []
  private var timestamps: [Double]?
  private var exemplars: [Exemplar] = []
  private var spans: [RowSpan] = []
  /// Where the line behind the last row begins.
  private var spanStart = 0

  private var line = 0
  var notes = LineNotes()
  private var duplicateCount = 0
  private var leftOut = LeftOut()
  private var labels: [LabelPlace] = []
  var rules: (any PageRules)?
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
    families = FamilyIndex(limit: limits.families)
    pattern = LinePattern(limits: limits)
    // A line of a page is a hundred bytes or so.
    let expected = min(bytes.count / 96, limits.samples)
    series = SeriesSet(expecting: expected)
    rows.reserveCapacity(expected)
    values.reserveCapacity(expected)
    spans.reserveCapacity(expected)
    // What strict forbids is found line by line.
    self.takesShortcuts = takesShortcuts && grammar.isLenient
    if !grammar.isLenient {
      rules = grammar.format == .openMetrics ? OpenMetricsRules() : TextRules()
    }
  }

  consuming func read() -> (page: Page, spans: [RowSpan]) {
    var at = 0
    while at < bytes.count {
      line &+= 1
      switch bytes[at] {
      case 10: at = readBlank(at)
      case UInt8(ascii: "#"): at = readOther(at)
      default: at = takesShortcuts ? readPlain(at) : readOther(at)
      }
    }
    finish()
    return (page(), spans)
  }

  private mutating func readBlank(_ start: Int) -> Int {
    if grammar.isSpaced { note(LineError(at: start, "a blank line"), start, start) }
    return start + 1
  }

  // MARK: - Plain lines

  /// Reads a sample that is most likely plain; the place of the next line.
  @inline(__always)
  private mutating func readPlain(_ start: Int) -> Int {
    guard pattern.read(bytes, at: start) else { return readOther(start) }
    if pattern.isNameNew {
      patternName = number(of: start..<start &+ pattern.nameLength, pattern.nameFingerprint, isEscaped: false)
    }
    let keyEnd = start &+ pattern.keyLength
    var value = 0.0
    let end = DecimalNumber.read(bytes, at: keyEnd &+ 1, into: &value)
    guard end >= 0, bytes[end] == 10 else { return readRest(start, keyEnd) }
    add(start..<keyEnd, name: patternName, pattern.fingerprint, value, valueStart: keyEnd &+ 1, end: end)
    return end &+ 1
  }

  /// Reads what follows a plain name and labels where it is not just a plain number.
  private mutating func readRest(_ start: Int, _ keyEnd: Int) -> Int {
    let (stop, next) = lineEnd(start)
    var scanner = LineScanner(
      bytes: bytes, at: keyEnd, end: stop, grammar: grammar, labelLimit: limits.labels)
    do throws(LineError) {
      try scanner.separate()
      let valueStart = scanner.at
      let value = try scanner.readValue()
      let (timestamp, exemplar) = try scanner.readTail()
      if let oddity = scanner.oddity { note(oddity, start, stop, isWarning: true) }
      add(
        start..<keyEnd, name: patternName, pattern.fingerprint, value, valueStart: valueStart, end: next - 1,
        timestamp: timestamp, exemplar: exemplar)
    } catch {
      note(error, start, stop)
    }
    return next
  }

  // MARK: - Every other line

  /// Where the line ends, and where the next one begins. Lenient does without a carriage return at the end.
  private func lineEnd(_ start: Int) -> (stop: Int, next: Int) {
    let end = bytes.lineEnd(from: start)
    return (grammar.isLenient && end > start && bytes[end - 1] == 13 ? end - 1 : end, end + 1)
  }

  @inline(never)
  private mutating func readOther(_ start: Int) -> Int {
    let (stop, next) = lineEnd(start)
    var scanner = LineScanner(bytes: bytes, at: start, end: stop, grammar: grammar, labelLimit: limits.labels)
    do throws(LineError) {
      if hasEnded, !grammar.isLenient { throw LineError(at: start, "a line after # EOF") }
      if !grammar.isSpaced { scanner.skipBlanks() }
      if scanner.at == stop {
        if grammar.isSpaced { throw LineError(at: start, "a blank line") }
      } else if scanner.current == UInt8(ascii: "#") {
        try readComment(&scanner)
      } else {
        try readSample(&scanner, lineEnd: next - 1)
      }
      if let oddity = scanner.oddity { note(oddity, start, stop, isWarning: true) }
    } catch {
      note(error, start, stop)
    }
    return next
  }

  private mutating func readComment(_ scanner: inout LineScanner) throws(LineError) {
    if grammar.format == .openMetrics, bytes.slice(scanner.at..<scanner.end).elementsEqual("# EOF".utf8) {
      hasEnded = true
      return
    }
    guard let metadata = try scanner.readMetadata() else { return }
    guard metadata.name.count <= limits.nameBytes else {
      leftOut.families += 1
      return
    }
    try rules?.metadata(metadata, bytes)
    try families.declare(metadata, &scanner) { names.find($0, $1, in: bytes) != nil }
  }

  private mutating func readSample(_ scanner: inout LineScanner, lineEnd: Int) throws(LineError) {
    labels.removeAll(keepingCapacity: true)
    let place = try scanner.readSeries(into: &labels)
    if grammar.isSpaced || place.key.upperBound == place.name.upperBound { try scanner.separate() }
    scanner.skipBlanks()
    let valueStart = scanner.at
    let value = try scanner.readValue()
    let (timestamp, exemplar) = try scanner.readTail()
    guard isWithinLimits(place) else { return }
    var fingerprint = Fingerprint.of(
      bytes, place.name.lowerBound, place.name.upperBound, after: Fingerprint.ofNames)
    let name = number(of: place.name, fingerprint, isEscaped: place.isNameEscaped)
    for label in labels {
      let seed = Fingerprint.of(
        bytes, label.name.lowerBound, label.name.upperBound, after: Fingerprint.ofNames)
      fingerprint =
        fingerprint &+ Fingerprint.of(bytes, label.value.lowerBound, label.value.upperBound, after: seed)
    }
    try rules?.sample(
      RuledSample(bytes, place, labels, value: value, timestamp: timestamp, hasExemplar: exemplar != nil))
    add(
      place.key, name: name, fingerprint, value, valueStart: valueStart, end: lineEnd, timestamp: timestamp,
      exemplar: exemplar)
  }

  private mutating func isWithinLimits(_ place: SeriesPlace) -> Bool {
    if place.labelCount > limits.labels {
      leftOut.labels += 1
    } else if place.name.count > limits.nameBytes
      || labels.contains(where: { $0.name.count > limits.nameBytes })
    {
      leftOut.names += 1
    } else if labels.contains(where: { $0.value.count > limits.valueBytes }) {
      leftOut.values += 1
    } else {
      return true
    }
    return false
  }

  // MARK: - What was read

  /// The number of a sample name; a new one where it was not met before.
  private mutating func number(of name: Range<Int>, _ fingerprint: UInt64, isEscaped: Bool) -> Int {
    if let known = names.find(name, fingerprint, in: bytes) { return known }
    names.add(name, fingerprint)
    sampleNames.append(
      SeriesTable.SampleName(
        place: name, isEscaped: isEscaped, family: families.latest(owning: name, in: bytes)))
    return names.count - 1
  }

  @inline(__always)
  private mutating func add(
    _ key: Range<Int>, name: Int, _ fingerprint: UInt64, _ value: Double, valueStart: Int, end: Int,
    timestamp: Double? = nil, exemplar: ExemplarPlace? = nil
  ) {
    guard rows.count < limits.samples else {
      leftOut.samples &+= 1
      return
    }
    var slot = series.slot(of: fingerprint)
    while let row = series.candidate(&slot, fingerprint) {
      guard !isSame(key, rows[row]) else {
        duplicateCount &+= 1
        return
      }
    }
    series.add(fingerprint, at: slot)
    if timestamp != nil, timestamps == nil { timestamps = [Double](repeating: .nan, count: rows.count) }
    if timestamps != nil { timestamps?.append(timestamp ?? .nan) }
    if let exemplar { exemplars.append(Exemplar(series: rows.count, exemplar, in: body)) }
    rows.append(
      SeriesTable.Row(
        keyStart: UInt32(truncatingIfNeeded: key.lowerBound),
        keyEnd: UInt32(truncatingIfNeeded: key.upperBound),
        name: UInt32(truncatingIfNeeded: name)))
    values.append(value)
    spans.append(
      RowSpan(
        valueStart: UInt32(truncatingIfNeeded: valueStart &- spanStart),
        length: UInt32(truncatingIfNeeded: end &+ 1 &- spanStart)))
    spanStart = end &+ 1
  }

  /// Whether a series is one of an earlier row, in whatever order its labels stand.
  private func isSame(_ key: Range<Int>, _ row: SeriesTable.Row) -> Bool {
    let other = Int(row.keyStart)..<Int(row.keyEnd)
    if bytes.areSame(key, other) { return true }
    func parts(_ key: Range<Int>) -> [[UInt8]] {
      LabelText.places(in: bytes, key).map {
        Array(bytes.slice($0.name)) + [0xFF] + Array(bytes.slice($0.value))
      }
      .sorted { $0.lexicographicallyPrecedes($1) }
    }
    return parts(key) == parts(other)
  }

  // MARK: - Notes and the end

  mutating func note(_ error: LineError, _ start: Int, _ stop: Int, isWarning: Bool = false) {
    notes.add(error, bytes, line: line, start: start, stop: stop, isWarning: isWarning)
  }

  private mutating func finish() {
    let end = bytes.count
    do throws(LineError) {
      try rules?.end(at: end)
    } catch {
      note(error, end, end)
    }
    if grammar.format == .openMetrics, !hasEnded {
      note(
        LineError(at: end, "no # EOF: the page may be cut short"), end, end, isWarning: grammar.isLenient)
    }
    for index in sampleNames.indices where sampleNames[index].family == nil {
      sampleNames[index].family = families.family(owning: sampleNames[index].place, in: bytes)
    }
  }

  private func page() -> Page {
    var leftOut = leftOut
    leftOut.families += families.leftOutCount
    let table = SeriesTable(
      bytes: body, rows: rows, names: sampleNames,
      families: families.declarations.map { Family($0, in: body, format: grammar.format) })
    return Page(
      table: table, values: values, timestamps: timestamps, exemplars: exemplars, format: grammar.format,
      complaints: notes.complaints, complaintCount: notes.complaintCount, warnings: notes.warnings,
      warningCount: notes.warningCount, duplicateCount: duplicateCount, leftOut: leftOut,
      bodyBytes: body.count)
  }
}
