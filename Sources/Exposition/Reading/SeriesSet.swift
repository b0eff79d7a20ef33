/// The series of a page, to find those that stand twice.
struct SeriesSet {
  /// Upper half of the fingerprint, then the place of the series plus one; 0 where free. A power of two long.
  private var slots: [UInt64]
  private var count = 0

  /// - Parameter expecting: about how many series will come.
  init(expecting: Int) {
    let bits = Int.bitWidth - min(max(expecting, 64), 1 << 19).leadingZeroBitCount
    slots = [UInt64](repeating: 0, count: 1 << (bits + 1))
  }

  /// Where to begin to look for a series.
  @inline(__always)
  func slot(of fingerprint: UInt64) -> Int { Int(truncatingIfNeeded: fingerprint >> 32) & (slots.count &- 1) }

  /// The next series that may be the one looked for, which moves `slot` on; nil where there is none, with `slot` at
  /// the place to add it.
  @inline(__always)
  func candidate(_ slot: inout Int, _ fingerprint: UInt64) -> Int? {
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == fingerprint >> 32 {
        slot = (slot &+ 1) & (slots.count &- 1)
        return Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Adds a series, whose place is the number of those added before.
  @inline(__always)
  mutating func add(_ fingerprint: UInt64, at slot: Int) {
    count &+= 1
    slots[slot] = (fingerprint >> 32) << 32 | UInt64(truncatingIfNeeded: count)
    if count &* 2 >= slots.count { grow() }
  }

  @inline(never)
  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 4)
    for entry in old where entry != 0 {
      var slot = slot(of: entry)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
