/// Reads one body from beginning to end, without knowing an earlier one.
struct PageReader {
  let body: [UInt8]
  let format: Format
  let verdict: Verdict
  let limits: Limits
  /// Whether some line had what the steady path does not read: an exemplar.
  private(set) var hasExtras = false

  private var rows: [SeriesTable.Row] = []
  private var labelRows: [SeriesTable.LabelRow] = []
  private var values: [Double] = []
  private var timestamps: [Int: Double] = [:]
  private var comments: [Range<Int>] = []
  private var families = FamilyIndex()
  private var seen = SeriesSet()
  private var complaints: [Complaint] = []
  private var complaintCount = 0
  private var duplicateCount = 0
  private var leftOutCount = 0

  init(body: [UInt8], format: Format, verdict: Verdict, limits: Limits) {
    self.body = body
    self.format = format
    self.verdict = verdict
    self.limits = limits
  }

  mutating func read() -> Page {
    body.withUnsafeBufferPointer { bytes in
      var start = 0
      var line = 0
      let isASCII = bytes.allSatisfy { $0 < 0x80 }
      while start < bytes.count {
        line += 1
        let end = LineScanner.lineEnd(bytes, from: start)
        let next = end + 1
        var stop = end
        if verdict == .lenient, stop > start, bytes[stop - 1] == 13 { stop -= 1 }
        do throws(LineError) {
          if !isASCII, verdict == .strict { try checkUTF8(bytes, start, stop) }
          try readLine(bytes, start, stop)
        } catch {
          complain(error, bytes, line: line, start: start, end: stop)
        }
        start = next
      }
    }
    let table = SeriesTable(
      bytes: body, rows: families.resolved(rows, in: body), labelRows: labelRows, comments: comments,
      families: families.list)
    return Page(
      table: table, values: values, timestamps: timestamps, format: format, complaints: complaints,
      complaintCount: complaintCount, duplicateCount: duplicateCount, leftOutCount: leftOutCount,
      bodyBytes: body.count)
  }

  private mutating func complain(
    _ error: LineError, _ bytes: UnsafeBufferPointer<UInt8>, line: Int, start: Int, end: Int
  ) {
    complaintCount += 1
    guard complaints.count < Page.complaintsKept else { return }
    let at = min(max(error.at, start), end)
    complaints.append(
      Complaint(
        line: line, column: at - start + 1, message: error.message,
        excerpt: Complaint.escaped(bytes[at..<end])))
  }

  private func checkUTF8(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) throws(LineError) {
    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
    if line.contains(where: { $0 >= 0x80 }), String(validating: line, as: UTF8.self) == nil {
      throw LineError(at: start, "not UTF-8")
    }
  }

  private mutating func readLine(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) throws(LineError) {
    var scanner = LineScanner(bytes: bytes, at: start, end: end, isLenient: verdict == .lenient)
    scanner.skipBlanks()
    guard scanner.at < end else { return }
    if scanner.current == UInt8(ascii: "#") {
      comments.append(start..<end)
      try families.read(&scanner, verdict: verdict, format: format)
      return
    }
    try readSample(&scanner)
  }

  private mutating func readSample(_ scanner: inout LineScanner) throws(LineError) {
    let mark = labelRows.count
    do throws(LineError) {
      var row = try scanner.readKey(into: &labelRows)
      row.labelStart = UInt32(mark)
      row.labelEnd = UInt32(labelRows.count)
      let value = try scanner.readValue()
      let timestamp = try scanner.readTimestamp()
      hasExtras = try scanner.readExemplar(format: format) || hasExtras
      try scanner.expectEnd()
      guard rows.count < limits.samples, labelRows.count - mark <= limits.labels,
        Int(row.nameEnd - row.nameStart) <= limits.nameBytes,
        labelRows[mark...].allSatisfy({
          Int($0.valueEnd - $0.valueStart) <= limits.valueBytes
            && Int($0.nameEnd - $0.nameStart) <= limits.nameBytes
        })
      else {
        leftOutCount += 1
        labelRows.removeSubrange(mark...)
        return
      }
      guard seen.insert(row, labelRows, rows, scanner.bytes) else {
        duplicateCount += 1
        labelRows.removeSubrange(mark...)
        return
      }
      if let timestamp { timestamps[rows.count] = timestamp }
      rows.append(row)
      values.append(value)
    } catch {
      labelRows.removeSubrange(mark...)
      throw error
    }
  }
}

/// Why a line was not read, at which byte of the body.
struct LineError: Error {
  var at: Int
  var message: String

  init(at: Int, _ message: String) {
    self.at = at
    self.message = message
  }
}
