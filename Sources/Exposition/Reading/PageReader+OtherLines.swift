/// Every line that is not plain: the whole grammar, through ``LineScanner``.
extension PageReader {
  /// Where the line ends, and where the next one begins. Lenient does without a carriage return at the end.
  func lineEnd(_ start: Int) -> (stop: Int, next: Int) {
    let end = bytes.lineEnd(from: start)
    return (grammar.isLenient && end > start && bytes[end - 1] == 13 ? end - 1 : end, end + 1)
  }

  @inline(never)
  mutating func readOther(_ start: Int) -> Int {
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
        if scanner.oddity != nil { hasOddRow = true }
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
    guard isWithinLimits(place), hasRoom() else { return }
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

  /// Whether another row may be added; counts the one that may not.
  @inline(__always)
  mutating func hasRoom() -> Bool {
    if rows.hasRoom() { return true }
    leftOut.samples &+= 1
    return false
  }

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
}
