/// The quick way through a page: the patterns of the last few names, since a histogram goes round through its
/// buckets, its sum and its count.
struct LinePatterns: ~Copyable {
  private static let count = 4

  private let patterns: UnsafeMutablePointer<LinePattern>
  /// Which pattern came after which the last time.
  private var successors: SIMD4<Int> = [0, 1, 2, 3]
  private var current = 0
  /// The pattern to give up next.
  private var oldest = 0
  /// Whether a line of metadata came since the last sample, so that the next one most likely has a new name.
  private var isNewExpected = true

  init(limits: Limits) {
    patterns = .allocate(capacity: Self.count)
    for index in 0..<Self.count { (patterns + index).initialize(to: LinePattern(limits: limits)) }
  }

  deinit {
    patterns.deinitialize(count: Self.count)
    patterns.deallocate()
  }

  mutating func expectNew() { isNewExpected = true }

  /// Reads the name and labels of the line at a place: its pattern, or nil where the line is not plain.
  @inline(__always)
  mutating func read(_ bytes: Bytes, at start: Int) -> UnsafeMutablePointer<LinePattern>? {
    if !isNewExpected, patterns[current].follow(bytes, at: start) { return patterns + current }
    return readOther(bytes, start)
  }

  @inline(never)
  private mutating func readOther(_ bytes: Bytes, _ start: Int) -> UnsafeMutablePointer<LinePattern>? {
    if !isNewExpected {
      let next = successors[current]
      if next != current, patterns[next].follow(bytes, at: start) {
        current = next
        return patterns + next
      }
      for index in 0..<Self.count
      where index != current && index != next && patterns[index].follow(bytes, at: start) {
        successors[current] = index
        current = index
        return patterns + index
      }
    }
    isNewExpected = false
    successors[current] = oldest
    current = oldest
    oldest = (oldest + 1) % Self.count
    return patterns[current].scan(bytes, at: start) ? patterns + current : nil
  }
}
