/// What is made of the lines once all are read.
extension PageReader {
  mutating func note(_ error: LineError, _ start: Int, _ stop: Int, isWarning: Bool = false) {
    // Only the lines that are complained about need a number.
    while counted.place < start {
      counted.place = bytes.lineEnd(from: counted.place) + 1
      counted.line += 1
    }
    notes.add(error, bytes, line: counted.line, start: start, stop: stop, isWarning: isWarning)
  }

  mutating func finish() {
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

  func page() -> Page {
    var leftOut = leftOut
    leftOut.families += names.leftOutCount
    let table = SeriesTable(
      bytes: body, rows: rows.allRows, names: names.sampleNames,
      families: names.declared(in: body, grammar.format))
    return Page(
      table: table, values: rows.allValues, timestamps: timestamps, exemplars: exemplars,
      format: grammar.format, complaints: notes.complaints, complaintCount: notes.complaintCount,
      warnings: notes.warnings, warningCount: notes.warningCount, duplicateCount: duplicateCount,
      leftOut: leftOut, bodyBytes: body.count)
  }

  /// Whether a series is one of an earlier row, in whatever order its labels stand.
  private func isSame(_ left: SeriesTable.Row, _ right: SeriesTable.Row) -> Bool {
    guard left.name == right.name else { return false }
    if bytes.areSame(left.key, right.key) { return true }
    func sorted(_ key: Range<Int>) -> [LabelPlace] {
      LabelText.places(in: bytes, key).sorted {
        bytes.slice($0.name).lexicographicallyPrecedes(bytes.slice($1.name))
      }
    }
    return sorted(left.key).elementsEqual(sorted(right.key)) {
      bytes.areSame($0.name, $1.name) && bytes.areSame($0.value, $1.value)
    }
  }
}
