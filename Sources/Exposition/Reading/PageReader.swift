/// Reads one body from beginning to end, without knowing an earlier one.
struct PageReader: ~Copyable {
  let body: [UInt8]
  let bytes: Bytes
  let grammar: Grammar
  let limits: Limits
  private var names: NameBook
  private var patterns: LinePatterns

  private var rows: RowColumns
  private var timestamps: [Double]?
  private var exemplars: [Exemplar] = []
  /// Where the line behind the last row begins.
  private var spanStart = 0

  /// A place up to which lines were counted, and the number of the line there.
  private var counted = (place: 0, line: 1)
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

  consuming func read() -> (page: Page, spans: [RowSpan]) {
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case 10: at = readBlank(at)
      case UInt8(ascii: "#"): at = takesShortcuts ? readPlainMetadata(at) : readOther(at)
      default: at = takesShortcuts ? readPlain(at) : readOther(at)
      }
    }
    finish()
    return (page(), rows.allSpans)
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
    if pattern.pointee.name < 0 {
      pattern.pointee.name = names.number(
        ofSample: start..<start &+ pattern.pointee.nameLength, pattern.pointee.nameFingerprint,
        isEscaped: false)
    }
    let series = KnownSeries(
      key: start..<start &+ pattern.pointee.keyLength, name: pattern.pointee.name,
      fingerprint: pattern.pointee.fingerprint)
    var value = 0.0
    let end = DecimalNumber.read(bytes, at: series.key.upperBound &+ 1, into: &value)
    guard end >= 0, bytes[end] == 10 else { return readRest(series) }
    add(series, value, valueStart: series.key.upperBound &+ 1, end: end)
    return end &+ 1
  }

  /// Reads what follows a plain name and labels where it is not just a plain number.
  private mutating func readRest(_ series: KnownSeries) -> Int {
    let start = series.key.lowerBound
    let (stop, next) = lineEnd(start)
    var scanner = LineScanner(
      bytes: bytes, at: series.key.upperBound, end: stop, grammar: grammar, labelLimit: limits.labels)
    do throws(LineError) {
      try scanner.separate()
      let valueStart = scanner.at
      let value = try scanner.readValue()
      let (timestamp, exemplar) = try scanner.readTail()
      if let oddity = scanner.oddity { note(oddity, start, stop, isWarning: true) }
      add(
        series, value, valueStart: valueStart, end: next - 1, timestamp: timestamp, exemplar: exemplar)
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
    patterns.expectNew()
    try rules?.metadata(metadata, bytes)
    let type = metadata.keyword == .type ? try scanner.type(named: metadata.text) : nil
    if let oddity = names.declare(metadata, type) { try scanner.tolerate(at: oddity.at, oddity.message) }
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
    let series = known(place)
    try rules?.sample(
      RuledSample(bytes, place, labels, value: value, timestamp: timestamp, hasExemplar: exemplar != nil))
    add(series, value, valueStart: valueStart, end: lineEnd, timestamp: timestamp, exemplar: exemplar)
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

  /// The identity of the series whose labels are in ``labels``, worked out as ``LinePattern`` does.
  private mutating func known(_ place: SeriesPlace) -> KnownSeries {
    func print(_ part: Range<Int>, after seed: UInt64) -> UInt64 {
      Fingerprint.of(bytes, part.lowerBound, part.upperBound, after: seed)
    }
    let name = print(place.name, after: Fingerprint.ofNames)
    let fingerprint = labels.reduce(name) { sum, label in
      sum &+ print(label.value, after: print(label.name, after: Fingerprint.ofNames))
    }
    return KnownSeries(
      key: place.key, name: names.number(ofSample: place.name, name, isEscaped: place.isNameEscaped),
      fingerprint: fingerprint)
  }

  @inline(__always)
  private mutating func add(
    _ one: KnownSeries, _ value: Double, valueStart: Int, end: Int, timestamp: Double? = nil,
    exemplar: ExemplarPlace? = nil
  ) {
    guard rows.hasRoom() else {
      leftOut.samples &+= 1
      return
    }
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

  /// Whether a series is one of an earlier row, in whatever order its labels stand.
  private func isSame(_ left: SeriesTable.Row, _ right: SeriesTable.Row) -> Bool {
    let (key, other) = (left.key, right.key)
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
    // Only the lines that are complained about need a number.
    while counted.place < start {
      counted.place = bytes.lineEnd(from: counted.place) + 1
      counted.line += 1
    }
    notes.add(error, bytes, line: counted.line, start: start, stop: stop, isWarning: isWarning)
  }

  private mutating func finish() {
    dropRepeated()
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
  }

  /// Of rows of the same series the first counts.
  private mutating func dropRepeated() {
    let repeated = rows.repeated { isSame($0, $1) }
    guard !repeated.isEmpty else { return }
    duplicateCount = repeated.count
    rows.drop(repeated)
    let dropped = Set(repeated)
    timestamps = timestamps.map { all in all.indices.filter { !dropped.contains($0) }.map { all[$0] } }
    var passed = 0
    exemplars = exemplars.compactMap { exemplar in
      while passed < repeated.count, repeated[passed] < exemplar.series { passed += 1 }
      return dropped.contains(exemplar.series) ? nil : exemplar.moved(up: passed)
    }
  }

  private func page() -> Page {
    var leftOut = leftOut
    leftOut.families += names.leftOutCount
    let table = SeriesTable(
      bytes: body, rows: rows.allRows, names: names.sampleNames,
      families: names.declared(in: body, grammar.format))
    return Page(
      table: table, values: rows.allValues, timestamps: timestamps, exemplars: exemplars,
      format: grammar.format,
      complaints: notes.complaints, complaintCount: notes.complaintCount, warnings: notes.warnings,
      warningCount: notes.warningCount, duplicateCount: duplicateCount, leftOut: leftOut,
      bodyBytes: body.count)
  }
}
