/// The last page of a target, to read the next one by what has changed.
///
/// The two bodies are compared in step. Where they differ within a value, that value is read again; where they
/// differ anywhere else, the page is another and has to be read in full.
struct SteadyPage: Sendable {
  private(set) var page: Page
  private var body: [UInt8]
  private var spans: [RowSpan]
  private let grammar: Grammar
  private let limits: Limits

  init(_ page: Page, _ spans: [RowSpan], body: [UInt8], grammar: Grammar, limits: Limits) {
    self.page = page
    self.spans = spans
    self.body = body
    self.grammar = grammar
    self.limits = limits
  }

  /// Reads the next body; false where it has to be read in full, after which this is of no use any more.
  mutating func follow(_ next: [UInt8], _ nextGrammar: Grammar) -> Bool {
    // The last line must end, or it might go on.
    guard nextGrammar.format == grammar.format, next.last == 10, body.last == 10 else { return false }
    let didFollow = Bytes.with(body) { old in
      Bytes.with(next) { new in update(old, new, next) }
    }
    guard didFollow else { return false }
    body = next
    page.bodyBytes = next.count
    return true
  }

  private mutating func update(_ old: Bytes, _ new: Bytes, _ next: [UInt8]) -> Bool {
    // Taken out, so that the loop has them for itself.
    var values = page.values
    var spans = spans
    self.spans = []
    // Almost no page has any: asked once, not for every line.
    let mayHaveTails = page.timestamps != nil || !page.exemplars.isEmpty
    let didUpdate = values.withUnsafeMutableBufferPointer { values in
      spans.withUnsafeMutableBufferPointer { spans in
        var (oldAt, newAt, row, spanStart) = (0, 0, 0, 0)
        while true {
          let same = Bytes.matching(
            old, oldAt, new, newAt, atMost: min(old.count &- oldAt, new.count &- newAt))
          oldAt &+= same
          newAt &+= same
          if oldAt == old.count, newAt == new.count { return true }
          while row < spans.count, spanStart &+ Int(spans[row].length) <= oldAt {
            spanStart &+= Int(spans[row].length)
            row &+= 1
          }
          guard row < spans.count else { return false }
          let into = oldAt &- spanStart &- Int(spans[row].valueStart)
          guard into >= 0 else { return false }
          let valueStart = newAt &- into
          var end = DecimalNumber.read(new, at: valueStart, into: &values[row])
          if end < 0 || new[end] != 10 || (mayHaveTails && hasTail(row)) {
            guard let value = readOdd(new, next, at: valueStart, row: row) else { return false }
            values[row] = value
            end = new.lineEnd(from: valueStart)
          }
          spanStart &+= Int(spans[row].length)
          spans[row].length = spans[row].valueStart &+ UInt32(truncatingIfNeeded: end &+ 1 &- valueStart)
          oldAt = spanStart
          newAt = end &+ 1
          row &+= 1
        }
      }
    }
    guard didUpdate else { return false }
    page.values = values
    self.spans = spans
    return true
  }

  /// Whether a timestamp or an exemplar stands behind the value of a row.
  @inline(__always)
  private func hasTail(_ row: Int) -> Bool {
    page.timestamps != nil && page.timestamp(of: row) != nil
      || !page.exemplars.isEmpty && hasExemplar(row, at: placeOfExemplar(row))
  }

  private func hasExemplar(_ row: Int, at place: Int) -> Bool {
    place < page.exemplars.count && page.exemplars[place].series == row
  }

  /// Reads a value that is a word such as `Nan`, or that a timestamp or an exemplar follows; nil where that is not
  /// what the row had before.
  private mutating func readOdd(_ new: Bytes, _ next: [UInt8], at start: Int, row: Int) -> Double? {
    var end = new.lineEnd(from: start)
    if grammar.isLenient, end > start, new[end - 1] == 13 { end -= 1 }
    var scanner = LineScanner(bytes: new, at: start, end: end, grammar: grammar, labelLimit: limits.labels)
    guard let value = try? scanner.readValue(), let tail = try? scanner.readTail(), scanner.oddity == nil,
      (tail.timestamp == nil) == (page.timestamp(of: row) == nil)
    else { return nil }
    if let timestamp = tail.timestamp { page.timestamps?[row] = timestamp }
    let place = placeOfExemplar(row)
    guard hasExemplar(row, at: place) == (tail.exemplar != nil) else { return nil }
    if let exemplar = tail.exemplar { page.exemplars[place] = Exemplar(series: row, exemplar, in: next) }
    return value
  }

  /// Where the exemplar of a row is, or would be, in the page's.
  private func placeOfExemplar(_ row: Int) -> Int {
    var (low, high) = (0, page.exemplars.count)
    while low < high {
      let middle = (low + high) / 2
      if page.exemplars[middle].series < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
