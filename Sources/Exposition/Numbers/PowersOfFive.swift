/// The leading 128 bits of the powers of five from 5^-342 to 5^308, which Eisel and Lemire's way of reading
/// decimals needs.
///
/// Worked out once, exactly, in whole numbers, rather than listed: 1,302 constants would have to be believed.
enum PowersOfFive {
  static let least = -342
  static let most = 308

  /// The upper and the lower half of each power in turn, from the least on. Positive powers are cut off, negative
  /// ones rounded up.
  static let halves: [UInt64] = negative + positive

  private static var positive: [UInt64] {
    var halves: [UInt64] = []
    var power: [UInt32] = [1]
    for _ in 0...most {
      let (high, low) = leading(power)
      halves += [high, low]
      var carry: UInt64 = 0
      for index in power.indices {
        let product = UInt64(power[index]) * 5 + carry
        power[index] = UInt32(truncatingIfNeeded: product)
        carry = product >> 32
      }
      if carry > 0 { power.append(UInt32(carry)) }
    }
    return halves
  }

  /// From 2^1024, divided by five again and again: more than 128 bits are left even after 342 times.
  private static var negative: [UInt64] {
    var pairs: [[UInt64]] = []
    var quotient = [UInt32](repeating: 0, count: 32) + [1]
    for _ in 1...(-least) {
      var remainder: UInt64 = 0
      for index in quotient.indices.reversed() {
        let value = remainder << 32 | UInt64(quotient[index])
        quotient[index] = UInt32(value / 5)
        remainder = value % 5
      }
      let (high, low) = leading(quotient)
      let (next, didOverflow) = low.addingReportingOverflow(1)
      pairs.append([high + (didOverflow ? 1 : 0), next])
    }
    return pairs.reversed().flatMap { $0 }
  }

  /// The leading 128 bits of a whole number given in digits of 32 bits, the lowest first.
  private static func leading(_ number: [UInt32]) -> (UInt64, UInt64) {
    let digits = Array(number.reversed().drop { $0 == 0 }.prefix(5)) + [0, 0, 0, 0]
    let shift = UInt64(digits[0].leadingZeroBitCount)
    func digit(_ index: Int) -> UInt64 {
      ((UInt64(digits[index]) << 32 | UInt64(digits[index + 1])) << shift) >> 32
    }
    return (digit(0) << 32 | digit(1), digit(2) << 32 | digit(3))
  }
}
