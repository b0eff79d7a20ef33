/// Numbers as Prometheus writes them: the nearest double always, without locale, and without what `Double(_:)`
/// would let through besides.
package enum DecimalNumber {
  /// Reads a plain decimal number; the place behind it, or -1 where there is none or ``value(of:_:isLenient:)``
  /// has to decide: `NaN`, a leading plus, more digits than 19.
  @inline(__always)
  static func read(_ bytes: Bytes, at start: Int, into value: inout Double) -> Int {
    var at = start
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative { at &+= 1 }
    let chunk = bytes.word(at)
    let count = digitCount(chunk)
    if count < 8, count > 0 {
      // Most values of a page are a few digits and a line feed.
      let end = at &+ count
      let mantissa = number(chunk, count)
      if bytes[end] == 10 {
        value = isNegative ? -Double(mantissa) : Double(mantissa)
        return end
      }
    }
    return readLong(bytes, at, isNegative, &value)
  }

  @inline(never)
  private static func readLong(
    _ bytes: Bytes, _ start: Int, _ isNegative: Bool, _ value: inout Double
  ) -> Int {
    var at = start
    var mantissa: UInt64 = 0
    guard readDigits(bytes, &at, &mantissa, atMost: 19) else { return -1 }
    var digits = at - start
    var exponent = 0
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      guard readDigits(bytes, &at, &mantissa, atMost: 19 - digits) else { return -1 }
      exponent = fraction - at
      digits += at - fraction
    }
    guard digits > 0 else { return -1 }
    if bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      let sign = bytes[at]
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { at += 1 }
      let chunk = bytes.word(at)
      let count = digitCount(chunk)
      guard count > 0, count < 8 else { return -1 }
      let power = Int(number(chunk, count))
      exponent += sign == UInt8(ascii: "-") ? -power : power
      at += count
    }
    guard let magnitude = nearest(mantissa, exponent) else { return -1 }
    value = isNegative ? -magnitude : magnitude
    return at
  }

  /// Reads digits onto a mantissa; false where there are more than `limit`.
  @inline(__always)
  private static func readDigits(
    _ bytes: Bytes, _ at: inout Int, _ mantissa: inout UInt64, atMost limit: Int
  ) -> Bool {
    var left = limit
    while true {
      let chunk = bytes.word(at)
      let count = digitCount(chunk)
      guard count <= left else { return false }
      mantissa = mantissa &* wholePowers[count] &+ number(chunk, count)
      at &+= count
      left &-= count
      if count < 8 { return true }
    }
  }

  /// How many of eight bytes, the first in the lowest bits, are digits before the first that is none.
  ///
  /// A carry can only spoil what comes behind the first that is no digit.
  @inline(__always)
  private static func digitCount(_ chunk: UInt64) -> Int {
    let digits = chunk ^ 0x3030_3030_3030_3030
    let other = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
    return other.trailingZeroBitCount >> 3
  }

  /// The number that the first `count` of eight digits spell: neighbours are joined three times.
  @inline(__always)
  private static func number(_ chunk: UInt64, _ count: Int) -> UInt64 {
    guard count > 0 else { return 0 }
    var digits = (chunk ^ 0x3030_3030_3030_3030) &<< UInt64(64 &- count &* 8)
    digits = digits &* 10 &+ (digits &>> 8)
    digits = ((digits & 0x00FF_00FF_00FF_00FF) &* (1 &+ (100 &<< 16))) &>> 16
    return ((digits & 0x0000_FFFF_0000_FFFF) &* (1 &+ (10_000 &<< 32))) &>> 32
  }

  /// The double nearest to `mantissa` times ten to the `exponent`; nil where 128 bits of the power do not decide,
  /// or the number is too large.
  @inline(__always)
  private static func nearest(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    // Both are doubles exactly, so one division or multiplication rounds once (Clinger).
    if mantissa < 1 << 53, exponent >= -22, exponent <= 22 {
      return exponent < 0
        ? Double(mantissa) / exactPowers[-exponent] : Double(mantissa) * exactPowers[exponent]
    }
    return nearestByProduct(mantissa, exponent)
  }

  /// Eisel and Lemire: the upper bits of the mantissa times the leading 128 bits of the power of five.
  private static func nearestByProduct(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    guard mantissa > 0, exponent >= PowersOfFive.least else { return 0 }
    guard exponent <= PowersOfFive.most else { return nil }
    let index = (exponent - PowersOfFive.least) * 2
    let shift = mantissa.leadingZeroBitCount
    let factor = mantissa << UInt64(shift)
    var (high, low) = factor.multipliedFullWidth(by: PowersOfFive.halves[index])
    if high & 0x1FF == 0x1FF {
      let more = factor.multipliedFullWidth(by: PowersOfFive.halves[index + 1]).high
      low = low &+ more
      if low < more { high += 1 }
    }
    if low == .max, exponent < -27 || exponent > 55 { return nil }
    let upper = Int(high >> 63)
    // 52 bits of a double, the hidden one, one to round by, and one that may be lost to `upper`.
    var bits = high >> UInt64(upper + 9)
    var power = ((217_706 * exponent) >> 16) + 63 + upper - shift + 1023
    if power <= 0 {
      guard power > -63 else { return 0 }
      bits >>= UInt64(1 - power)
      bits = (bits + (bits & 1)) >> 1
      power = bits < 1 << 52 ? 0 : 1
    } else {
      // Exactly between two doubles: to the even one.
      if low <= 1, exponent >= -4, exponent <= 23, bits & 3 == 1, bits << UInt64(upper + 9) == high {
        bits &= ~1
      }
      bits = (bits + (bits & 1)) >> 1
      if bits >= 1 << 53 {
        bits = 1 << 52
        power += 1
      }
      guard power < 2047 else { return nil }
    }
    return Double(bitPattern: UInt64(power) << 52 | bits & (1 << 52 - 1))
  }

  private static let wholePowers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]

  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]
}
