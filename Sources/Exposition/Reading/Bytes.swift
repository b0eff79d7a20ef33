import Glibc

/// The bytes of a body while it is read. All bounds are checked here.
///
/// Behind the last byte stand line feeds without end, so that whoever looks for the end of something finds one
/// without asking where the body ends. Places must not be negative.
struct Bytes {
  private let base: UnsafePointer<UInt8>
  let count: Int

  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  /// Lends the bytes of an array; an empty one has no place to read from, but none is read.
  @inline(__always)
  static func with<Result>(_ array: [UInt8], _ body: (Bytes) throws -> Result) rethrows -> Result {
    try array.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { return try body(Bytes(base: base, count: buffer.count)) }
      var none: UInt8 = 0
      return try withUnsafePointer(to: &none) { try body(Bytes(base: $0, count: 0)) }
    }
  }

  @inline(__always)
  subscript(place: Int) -> UInt8 { place < count ? base[place] : 10 }

  /// Sixteen bytes from a place on.
  @inline(__always)
  func block(_ place: Int) -> SIMD16<UInt8> {
    place &+ 16 <= count ? wholeBlock(place, as: SIMD16<UInt8>.self) : lastBlock(place)
  }

  /// Sixteen bytes that are known to be there.
  @inline(__always)
  private func wholeBlock<Block: BitwiseCopyable>(_ place: Int, as type: Block.Type) -> Block {
    UnsafeRawPointer(base + place).loadUnaligned(as: type)
  }

  @inline(never)
  private func lastBlock(_ place: Int) -> SIMD16<UInt8> {
    var block = SIMD16<UInt8>(repeating: 10)
    var index = 0
    while index < 16, place + index < count {
      block[index] = base[place + index]
      index += 1
    }
    return block
  }

  /// Eight bytes from a place on, the first in the lowest bits.
  @inline(__always)
  func word(_ place: Int) -> UInt64 {
    if place &+ 8 <= count {
      return UInt64(littleEndian: UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self))
    }
    return UInt64(littleEndian: unsafeBitCast(lastBlock(place), to: SIMD2<UInt64>.self)[0])
  }

  /// How many bytes from two places on are the same, at most `length`. The first place is the earlier one.
  @inline(__always)
  func matching(_ earlier: Int, _ later: Int, atMost length: Int) -> Int {
    var done = 0
    // Blocks may reach beyond `length`, not beyond the body.
    let safe = min(length, count &- later &- 15)
    while done < safe {
      let difference =
        wholeBlock(earlier &+ done, as: UInt128.self) ^ wholeBlock(later &+ done, as: UInt128.self)
      // The lowest bit that differs is in the first byte that does.
      if difference != 0 { return min(done &+ difference.trailingZeroBitCount &>> 3, length) }
      done &+= 16
    }
    return done >= length
      ? length
      : done &+ Bytes.matchingAtEnd(self, earlier &+ done, self, later &+ done, atMost: length &- done)
  }

  /// The same for two bodies, where long runs are expected: 64 bytes a step.
  @inline(__always)
  static func matching(_ left: Bytes, _ from: Int, _ right: Bytes, _ to: Int, atMost length: Int) -> Int {
    var done = 0
    func difference(_ at: Int) -> UInt128 {
      left.wholeBlock(from &+ at, as: UInt128.self) ^ right.wholeBlock(to &+ at, as: UInt128.self)
    }
    let last = min(length, left.count &- from, right.count &- to) &- 64
    while done <= last {
      let (first, second) = (difference(done), difference(done &+ 16))
      let (third, fourth) = (difference(done &+ 32), difference(done &+ 48))
      if first | second | third | fourth != 0 {
        // The lowest bit that differs is in the first byte that does.
        if first != 0 { return done &+ first.trailingZeroBitCount &>> 3 }
        if second != 0 { return done &+ 16 &+ second.trailingZeroBitCount &>> 3 }
        if third != 0 { return done &+ 32 &+ third.trailingZeroBitCount &>> 3 }
        return done &+ 48 &+ fourth.trailingZeroBitCount &>> 3
      }
      done &+= 64
    }
    while done &+ 16 <= length, from &+ done &+ 16 <= left.count, to &+ done &+ 16 <= right.count {
      let first = left.wholeBlock(from &+ done, as: SIMD16<UInt8>.self)
        .firstDifference(from: right.wholeBlock(to &+ done, as: SIMD16<UInt8>.self))
      if first < 16 { return done &+ first }
      done &+= 16
    }
    return done &+ matchingAtEnd(left, from &+ done, right, to &+ done, atMost: length &- done)
  }

  /// The same where a body may end within a block.
  @inline(never)
  private static func matchingAtEnd(
    _ left: Bytes, _ from: Int, _ right: Bytes, _ to: Int, atMost length: Int
  ) -> Int {
    var done = 0
    while done < length {
      let first = left.block(from &+ done).firstDifference(from: right.block(to &+ done))
      if first < 16 { return min(done &+ first, length) }
      done &+= 16
    }
    return length
  }

  /// The place of the line feed that ends the line, or the end of the body.
  @inline(__always)
  func lineEnd(from place: Int) -> Int {
    var at = place
    while at < count {
      let first = block(at).firstEqual(to: 10)
      if first < 16 { return min(at &+ first, count) }
      at &+= 16
    }
    return count
  }

  /// The first quote, backslash or line feed.
  @inline(__always)
  func quoteOrOdd(from place: Int) -> Int {
    var at = place
    while true {
      let first = block(at).firstQuoteBackslashOrLineFeed
      if first < 16 { return at &+ first }
      at &+= 16
    }
  }

  /// The first byte that cannot be part of a plain metric name.
  @inline(__always)
  func nameEnd(from place: Int) -> Int { nameEnd(from: place, digits: 11) }

  /// The first byte that cannot be part of a plain label name, where a colon cannot stand.
  @inline(__always)
  func labelNameEnd(from place: Int) -> Int { nameEnd(from: place, digits: 10) }

  @inline(__always)
  private func nameEnd(from place: Int, digits: UInt8) -> Int {
    var at = place
    while true {
      let first = block(at).firstNotInName(digits: digits)
      if first < 16 { return at &+ first }
      at &+= 16
    }
  }

  /// Whether the bytes of two places are the same.
  @inline(__always)
  func areSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    let (earlier, later) = (min(left.lowerBound, right.lowerBound), max(left.lowerBound, right.lowerBound))
    return left.count == right.count && matching(earlier, later, atMost: left.count) == left.count
  }

  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    let inside = range.clamped(to: 0..<count)
    return UnsafeBufferPointer(start: base + inside.lowerBound, count: inside.count)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: slice(range), as: UTF8.self) }

  /// Up to eight bytes as the word that they are in memory.
  @inline(__always)
  func packed(_ place: Range<Int>) -> UInt64 {
    place.isEmpty ? 0 : word(place.lowerBound) & (.max &>> UInt64(64 - min(place.count, 8) * 8))
  }

  /// The same of a constant.
  static func packed(_ letters: String) -> UInt64 {
    letters.utf8.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
