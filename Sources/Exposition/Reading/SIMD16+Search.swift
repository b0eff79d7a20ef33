/// Searching in sixteen bytes at once. The element type of every constant is spelled out: without it the compiler
/// picks an unspecialised initialiser that is a hundred times slower.
extension SIMD16<UInt8> {
  @inline(__always)
  func firstDifference(from other: SIMD16<UInt8>) -> Int { (self .!= other).first }

  @inline(__always)
  func firstEqual(to byte: UInt8) -> Int { (self .== SIMD16<UInt8>(repeating: byte)).first }

  @inline(__always)
  var firstQuoteBackslashOrLineFeed: Int {
    ((self .== SIMD16<UInt8>(repeating: 0x22)) .| (self .== SIMD16<UInt8>(repeating: 0x5C))
      .| (self .== SIMD16<UInt8>(repeating: 10))).first
  }

  /// The first byte that is no letter, underscore or one of so many from `0` on: ten are the digits, the eleventh is
  /// the colon.
  @inline(__always)
  func firstNotInName(digits: UInt8) -> Int {
    let letter =
      ((self | SIMD16<UInt8>(repeating: 0x20)) &- SIMD16<UInt8>(repeating: 97))
      .< SIMD16<UInt8>(repeating: 26)
    let digit = (self &- SIMD16<UInt8>(repeating: 48)) .< SIMD16<UInt8>(repeating: digits)
    return (.!(letter .| digit .| (self .== SIMD16<UInt8>(repeating: 0x5F)))).first
  }
}

extension SIMDMask<SIMD16<Int8>> {
  /// The place of the first true; 16 where there is none.
  ///
  /// Half of each byte is kept, so that all sixteen fit into a word: four instructions and no branch.
  @inline(__always)
  var first: Int {
    let pairs = unsafeBitCast(self, to: SIMD8<UInt16>.self) &>> SIMD8<UInt16>(repeating: 4)
    // Spelled out: the initialiser that does this is not always inlined.
    let halves = SIMD8<UInt8>(
      UInt8(truncatingIfNeeded: pairs[0]), UInt8(truncatingIfNeeded: pairs[1]),
      UInt8(truncatingIfNeeded: pairs[2]), UInt8(truncatingIfNeeded: pairs[3]),
      UInt8(truncatingIfNeeded: pairs[4]), UInt8(truncatingIfNeeded: pairs[5]),
      UInt8(truncatingIfNeeded: pairs[6]), UInt8(truncatingIfNeeded: pairs[7]))
    return unsafeBitCast(halves, to: UInt64.self).littleEndian.trailingZeroBitCount >> 2
  }
}
