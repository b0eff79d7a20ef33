/// A part of a body, in half the room of a range.
struct Place: BitwiseCopyable, Sendable, Hashable {
  private var start: UInt32
  private var end: UInt32

  /// - Parameter range: within a body, which is smaller than 4 GiB.
  @inline(__always)
  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
  }

  @inline(__always)
  var range: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }

  var isEmpty: Bool { start == end }
}
