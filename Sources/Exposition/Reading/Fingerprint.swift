/// Numbers that stand for names and labels, to find equal ones by.
///
/// They begin with a number that differs from run to run, so that nobody can write a page in which many collide.
enum Fingerprint {
  /// Drawn once a run from where the standard library draws its own.
  private static let secret = UInt64(bitPattern: Int64(Hasher().finalize()))

  static var ofNames: UInt64 { secret ^ 0x9E37_79B9_7F4A_7C15 }

  /// Of the bytes between two places, given what they follow.
  @inline(__always)
  static func of(_ bytes: Bytes, _ start: Int, _ end: Int, after seed: UInt64) -> UInt64 {
    var mixed = seed ^ UInt64(truncatingIfNeeded: end &- start)
    var at = start
    while at &+ 8 < end {
      mixed = fold(mixed ^ bytes.word(at))
      at &+= 8
    }
    let left = UInt64(truncatingIfNeeded: end &- at)
    if left > 0 { mixed ^= bytes.word(at) &<< (64 &- left &* 8) }
    return fold(mixed)
  }

  /// Every bit of the result depends on every bit given.
  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
