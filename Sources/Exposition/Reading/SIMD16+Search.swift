/// Searching in sixteen bytes at once. The element type of every constant is spelled out: without it the compiler
/// picks an unspecialised initialiser that is a hundred times slower.
extension SIMD16<UInt8> {
  /// The place of the first byte that is not zero; 16 where there is none.
  @inline(__always)
  var firstNonZero: Int {
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    if halves[0] != 0 { return halves[0].littleEndian.trailingZeroBitCount >> 3 }
    return 8 &+ (halves[1].littleEndian.trailingZeroBitCount >> 3)
  }

  @inline(__always)
  func firstEqual(to byte: UInt8) -> Int {
    unsafeBitCast(self .== SIMD16<UInt8>(repeating: byte), to: SIMD16<UInt8>.self).firstNonZero
  }

  @inline(__always)
  var firstQuoteBackslashOrLineFeed: Int {
    let found =
      (self .== SIMD16<UInt8>(repeating: 0x22)) .| (self .== SIMD16<UInt8>(repeating: 0x5C))
      .| (self .== SIMD16<UInt8>(repeating: 10))
    return unsafeBitCast(found, to: SIMD16<UInt8>.self).firstNonZero
  }

  /// The first byte that is no letter, underscore or one of so many from `0` on: ten are the digits, the eleventh is
  /// the colon.
  @inline(__always)
  func firstNotInName(digits: UInt8) -> Int {
    let letter =
      ((self | SIMD16<UInt8>(repeating: 0x20)) &- SIMD16<UInt8>(repeating: 97))
      .< SIMD16<UInt8>(repeating: 26)
    let digit = (self &- SIMD16<UInt8>(repeating: 48)) .< SIMD16<UInt8>(repeating: digits)
    let name = letter .| digit .| (self .== SIMD16<UInt8>(repeating: 0x5F))
    return unsafeBitCast(.!name, to: SIMD16<UInt8>.self).firstNonZero
  }
}
