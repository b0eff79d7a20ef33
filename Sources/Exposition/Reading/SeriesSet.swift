/// The series of a page by their fingerprints, to find those that stand twice.
struct SeriesSet: ~Copyable {
  /// Upper half of the fingerprint, then the place of the series plus one; 0 where free. A power of two long.
  private let slots: UnsafeMutablePointer<UInt64>
  private let mask: Int

  /// - Parameter count: how many series there are at most.
  init(_ count: Int) {
    mask = (1 << (Int.bitWidth - max(count, 8).leadingZeroBitCount + 1)) - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit { slots.deallocate() }

  /// Adds the series at a place, unless `isSame` says that one which was added before is the same.
  @inline(__always)
  func add(_ fingerprint: UInt64, at place: Int, isSame: (Int) -> Bool) -> Bool {
    let tag = fingerprint &>> 32
    var slot = Int(truncatingIfNeeded: tag) & mask
    while slots[slot] != 0 {
      if slots[slot] &>> 32 == tag, isSame(Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) &- 1) {
        return false
      }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = tag &<< 32 | UInt64(truncatingIfNeeded: place &+ 1)
    return true
  }
}
