/// The series of a page, to find those that stand twice. The order of labels does not matter.
struct SeriesSet {
  /// Places of rows by hash, -1 where free; a power of two long.
  private var slots = [Int32](repeating: -1, count: 256)
  private var hashes: [UInt64] = []

  /// Whether the series was not there before. `rows` are those that were inserted, in their order.
  mutating func insert(
    _ row: SeriesTable.Row, _ labels: [SeriesTable.LabelRow], _ rows: [SeriesTable.Row],
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if hashes.count * 2 >= slots.count { grow() }
    let hash = Self.hash(row, labels, bytes)
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] >= 0 {
      let other = Int(slots[place])
      if hashes[other] == hash, Self.isSame(row, rows[other], labels, bytes) { return false }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = Int32(hashes.count)
    hashes.append(hash)
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (index, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = Int32(index)
    }
  }

  /// The sum over the labels' hashes, so that their order makes no difference.
  private static func hash(
    _ row: SeriesTable.Row, _ labels: [SeriesTable.LabelRow], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    var sum = mix(bytes, row.nameStart, row.nameEnd, seed: 0x9E37_79B9_7F4A_7C15)
    for label in labels[Int(row.labelStart)..<Int(row.labelEnd)] {
      let name = mix(bytes, label.nameStart, label.nameEnd, seed: 0xC2B2_AE3D_27D4_EB4F)
      sum = sum &+ mix(bytes, label.valueStart, label.valueEnd, seed: name)
    }
    return sum ^ (sum >> 29)
  }

  private static func mix(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: UInt32, _ end: UInt32, seed: UInt64
  ) -> UInt64 {
    var hash = seed
    var index = Int(start)
    let end = Int(end)
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= end {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    while index < end {
      hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
      index += 1
    }
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }

  private static func isSame(
    _ left: SeriesTable.Row, _ right: SeriesTable.Row, _ labels: [SeriesTable.LabelRow],
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func equal(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> Bool {
      b - a == d - c && bytes[Int(a)..<Int(b)].elementsEqual(bytes[Int(c)..<Int(d)])
    }
    guard equal(left.nameStart, left.nameEnd, right.nameStart, right.nameEnd),
      left.labelEnd - left.labelStart == right.labelEnd - right.labelStart
    else { return false }
    let others = labels[Int(right.labelStart)..<Int(right.labelEnd)]
    return labels[Int(left.labelStart)..<Int(left.labelEnd)].allSatisfy { label in
      others.contains { other in
        equal(label.nameStart, label.nameEnd, other.nameStart, other.nameEnd)
          && equal(label.valueStart, label.valueEnd, other.valueStart, other.valueEnd)
      }
    }
  }
}
