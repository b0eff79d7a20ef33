/// The rows of a table, their values and their spans while they are being filled.
///
/// What an array does on every append, to see whether it is shared, takes longer here than reading the number that
/// is appended; and the columns are always full at the same time.
struct RowColumns: ~Copyable {
  private var rows: UnsafeMutablePointer<SeriesTable.Row>
  private var values: UnsafeMutablePointer<Double>
  private var spans: UnsafeMutablePointer<RowSpan>
  private var fingerprints: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private let limit: Int
  private(set) var count = 0

  init(expecting expected: Int, limit: Int) {
    self.limit = max(limit, 0)
    capacity = min(max(expected, 64), self.limit)
    rows = .allocate(capacity: capacity)
    values = .allocate(capacity: capacity)
    spans = .allocate(capacity: capacity)
    fingerprints = .allocate(capacity: capacity)
  }

  deinit {
    rows.deallocate()
    values.deallocate()
    spans.deallocate()
    fingerprints.deallocate()
  }

  /// Whether there is room for another row.
  @inline(__always)
  mutating func hasRoom() -> Bool { count < capacity || grow() }

  /// Appends a row, for which there is room.
  @inline(__always)
  mutating func append(_ row: SeriesTable.Row, _ value: Double, _ span: RowSpan, _ fingerprint: UInt64) {
    precondition(count < capacity)
    (rows + count).initialize(to: row)
    (values + count).initialize(to: value)
    (spans + count).initialize(to: span)
    (fingerprints + count).initialize(to: fingerprint)
    count &+= 1
  }

  @inline(never)
  private mutating func grow() -> Bool {
    guard capacity < limit else { return false }
    capacity = min(capacity * 2, limit)
    Self.move(&rows, count, capacity)
    Self.move(&values, count, capacity)
    Self.move(&spans, count, capacity)
    Self.move(&fingerprints, count, capacity)
    return true
  }

  private static func move<Element>(
    _ base: inout UnsafeMutablePointer<Element>, _ count: Int, _ capacity: Int
  ) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
  }

  // MARK: - Repeated series

  /// The places of rows that repeat the series of an earlier row, in their order.
  ///
  /// Looked for in one go at the end, since the processor then fetches many places of the set at once; row by row it
  /// would wait for each.
  func repeated(isSame: (SeriesTable.Row, SeriesTable.Row) -> Bool) -> [Int] {
    let series = SeriesSet(count)
    var repeated: [Int] = []
    for place in 0..<count {
      let isNew = series.add(fingerprints[place], at: place) { isSame(rows[place], rows[$0]) }
      if !isNew { repeated.append(place) }
    }
    return repeated
  }

  /// Drops rows, whose lines become part of the span of the row behind.
  mutating func drop(_ places: [Int]) {
    var dropped = places[...]
    var kept = 0
    var passed: UInt32 = 0
    for place in 0..<count {
      var span = spans[place]
      span.valueStart &+= passed
      span.length &+= passed
      if dropped.first == place {
        dropped = dropped.dropFirst()
        passed = span.length
      } else {
        rows[kept] = rows[place]
        values[kept] = values[place]
        spans[kept] = span
        kept += 1
        passed = 0
      }
    }
    count = kept
  }

  // MARK: - Filled

  var allRows: [SeriesTable.Row] { Array(UnsafeBufferPointer(start: rows, count: count)) }
  var allValues: [Double] { Array(UnsafeBufferPointer(start: values, count: count)) }
  var allSpans: [RowSpan] { Array(UnsafeBufferPointer(start: spans, count: count)) }
}
