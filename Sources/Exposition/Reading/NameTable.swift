/// The names on a page, of families and of samples, with a number for each in the order of their first mention.
struct NameTable: ~Copyable {
  struct Entry: BitwiseCopyable {
    var place: Place
    var isEscaped: Bool
    /// The number of the family that is declared by exactly this name.
    var family: Int32?
    /// Whether there are samples of this name, and the family that owns them as far as is known.
    var isSampled = false
    var owner: Int32?
  }

  private var entries = Column<Entry>(expecting: 256)
  /// Upper half of the fingerprint, then the number of the name plus one; 0 where free. A power of two long.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask = 511

  init() {
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit { slots.deallocate() }

  var count: Int { entries.count }

  subscript(number: Int) -> Entry {
    @inline(__always)
    get { entries[number] }
    @inline(__always)
    set { entries[number] = newValue }
  }

  /// The number of a name; nil where it was not added.
  func find(_ name: Range<Int>, _ fingerprint: UInt64, in bytes: Bytes) -> Int? {
    var slot = Int(truncatingIfNeeded: fingerprint &>> 32) & mask
    while slots[slot] != 0 {
      if slots[slot] &>> 32 == fingerprint &>> 32 {
        let number = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) &- 1
        if bytes.areSame(entries[number].place.range, name) { return number }
      }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// Adds a name that ``find(_:_:in:)`` did not find; its number.
  mutating func add(_ name: Range<Int>, _ fingerprint: UInt64, isEscaped: Bool) -> Int {
    if count &* 2 > mask { grow() }
    entries.append(Entry(place: Place(name), isEscaped: isEscaped))
    place((fingerprint &>> 32) &<< 32 | UInt64(truncatingIfNeeded: count))
    return count &- 1
  }

  @inline(__always)
  private func place(_ entry: UInt64) {
    var slot = Int(truncatingIfNeeded: entry &>> 32) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = entry
  }

  @inline(never)
  private mutating func grow() {
    let (old, oldCount) = (slots, mask + 1)
    mask = oldCount * 4 - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<oldCount where old[index] != 0 { place(old[index]) }
    old.deallocate()
  }
}
