/// Names by what they are written as: a number for each, in the order of their first mention.
struct NameTable {
  private(set) var places: [Range<Int>] = []
  /// Upper half of the fingerprint, then the number of the name plus one; 0 where free. A power of two long.
  private var slots = [UInt64](repeating: 0, count: 64)

  var count: Int { places.count }

  /// The number of a name; nil where it was not added.
  func find(_ name: Range<Int>, _ fingerprint: UInt64, in bytes: Bytes) -> Int? {
    var slot = Int(truncatingIfNeeded: fingerprint >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == fingerprint >> 32 {
        let number = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if bytes.areSame(places[number], name) { return number }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a name that ``find(_:_:in:)`` did not find.
  mutating func add(_ name: Range<Int>, _ fingerprint: UInt64) {
    if places.count * 2 >= slots.count { grow() }
    places.append(name)
    place((fingerprint >> 32) << 32 | UInt64(places.count))
  }

  private mutating func place(_ entry: UInt64) {
    var slot = Int(truncatingIfNeeded: entry >> 32) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 4)
    for entry in old where entry != 0 { place(entry) }
  }
}
