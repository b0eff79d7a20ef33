/// What a plain line is made of, so that the next one like it can be read as what differs.
///
/// Of `http_requests_total{method="GET",route="/a",status="200"} 3` the next line may differ in one label only. What
/// is the same bytes from the same place in the grammar is the same parts, so only the label value in which the
/// difference lies is scanned; what follows is compared again. Plain lines only: names in quotes, blanks within
/// the braces, labels named twice, unusual escapes and everything that is wrong is left to ``LineScanner``.
struct LinePattern: ~Copyable {
  /// A label of the line.
  private struct Mark {
    /// Where its value begins and where its closing quote stands, counted from the line's beginning.
    var start: Int32
    var end: Int32
    /// The fingerprint of its name, and of name and value together.
    var seed: UInt64
    var fingerprint: UInt64

    @inline(__always)
    mutating func shift(by distance: Int) {
      start &+= Int32(truncatingIfNeeded: distance)
      end &+= Int32(truncatingIfNeeded: distance)
    }
  }

  /// Where the line begins; -1 where nothing was read.
  private(set) var line = -1
  /// From the line's beginning to behind the closing brace.
  private(set) var keyLength = 0
  private(set) var nameLength = 0
  private(set) var nameFingerprint: UInt64 = 0
  /// Of the name and all labels, in whatever order they stand.
  private(set) var fingerprint: UInt64 = 0
  /// The number that the reader gave the name; -1 until then.
  var name = -1
  private var count = 0
  private let marks: UnsafeMutablePointer<Mark>
  private let limits: Limits
  private let labelLimit: Int
  private let secret = Fingerprint.ofNames

  init(limits: Limits) {
    self.limits = limits
    labelLimit = min(max(limits.labels, 0), 64)
    marks = .allocate(capacity: labelLimit)
  }

  deinit { marks.deallocate() }

  // MARK: - As a variation

  /// Reads the line at a place as a variation of this one. False where it is none, and this one is still as it was
  /// unless it has to be forgotten.
  @inline(__always)
  mutating func follow(_ bytes: Bytes, at start: Int) -> Bool {
    guard line >= 0 else { return false }
    let same = bytes.matching(line, start, atMost: keyLength)
    if same < keyLength {
      guard same > nameLength, vary(bytes, start, same) else { return false }
    }
    // A name without labels may go on where the one before ended.
    guard bytes[start &+ keyLength] == 32 else {
      if same < keyLength { line = -1 }
      return false
    }
    line = start
    return true
  }

  /// Takes over the labels of the line at a place, which differs from this one at `same` for the first time.
  @inline(__always)
  private mutating func vary(_ bytes: Bytes, _ start: Int, _ same: Int) -> Bool {
    var difference = same
    // What stands at `x` in the old line stands `shift` later in the new one.
    var shift = 0
    var label = 0
    repeat {
      while label < count, Int(marks[label].end) < difference {
        marks[label].shift(by: shift)
        label &+= 1
      }
      guard label < count, Int(marks[label].start) <= difference else {
        // Not in a value. What was changed by now fits neither line.
        line = -1
        return false
      }
      let valueStart = start &+ Int(marks[label].start) &+ shift
      var at = start &+ difference &+ shift
      // Right behind a backslash it is unclear what the byte means.
      if at > valueStart, bytes[at &- 1] == UInt8(ascii: "\\") { at = valueStart }
      let end = Self.valueEnd(bytes, from: at)
      guard end >= 0, end &- valueStart <= limits.valueBytes else {
        line = -1
        return false
      }
      let rest = Int(marks[label].end) &+ 1
      shift = end &+ 1 &- start &- rest
      let print = Fingerprint.of(bytes, valueStart, end, after: marks[label].seed)
      fingerprint = fingerprint &- marks[label].fingerprint &+ print
      marks[label].fingerprint = print
      marks[label].start = Int32(truncatingIfNeeded: valueStart &- start)
      marks[label].end = Int32(truncatingIfNeeded: end &- start)
      label &+= 1
      difference = rest &+ bytes.matching(line &+ rest, start &+ rest &+ shift, atMost: keyLength &- rest)
    } while difference < keyLength
    if shift != 0 {
      while label < count {
        marks[label].shift(by: shift)
        label &+= 1
      }
      keyLength &+= shift
    }
    return true
  }

  // MARK: - By itself

  /// Reads the line at a place whatever this one was; false where it is not plain.
  mutating func scan(_ bytes: Bytes, at start: Int) -> Bool {
    line = -1
    name = -1
    count = 0
    let nameEnd = bytes.nameEnd(from: start)
    nameLength = nameEnd - start
    guard nameLength > 0, nameLength <= limits.nameBytes, bytes[start] &- 48 > 9 else { return false }
    nameFingerprint = Fingerprint.of(bytes, start, nameEnd, after: secret)
    fingerprint = nameFingerprint
    var at = nameEnd
    if bytes[at] == UInt8(ascii: "{") {
      at += 1
      repeat {
        at = scanLabel(bytes, start, at)
        guard at > 0 else { return false }
        if bytes[at] == UInt8(ascii: ",") {
          at += 1
        } else if bytes[at] != UInt8(ascii: "}") {
          return false
        }
      } while bytes[at] != UInt8(ascii: "}")
      at += 1
    }
    guard bytes[at] == 32 else { return false }
    keyLength = at - start
    line = start
    return true
  }

  /// Reads a label; the place behind its closing quote, or -1 where it is not plain.
  @inline(__always)
  private mutating func scanLabel(_ bytes: Bytes, _ start: Int, _ at: Int) -> Int {
    let nameEnd = bytes.labelNameEnd(from: at)
    let valueStart = nameEnd &+ 2
    guard nameEnd > at, nameEnd &- at <= limits.nameBytes, bytes[at] &- 48 > 9, count < labelLimit,
      bytes[nameEnd] == UInt8(ascii: "="), bytes[nameEnd &+ 1] == UInt8(ascii: "\"")
    else { return -1 }
    let end = Self.valueEnd(bytes, from: valueStart)
    guard end >= 0, end &- valueStart <= limits.valueBytes else { return -1 }
    let seed = Fingerprint.of(bytes, at, nameEnd, after: secret)
    var other = 0
    while other < count {
      if marks[other].seed == seed { return -1 }
      other &+= 1
    }
    let print = Fingerprint.of(bytes, valueStart, end, after: seed)
    fingerprint = fingerprint &+ print
    marks[count] = Mark(
      start: Int32(truncatingIfNeeded: valueStart &- start), end: Int32(truncatingIfNeeded: end &- start),
      seed: seed, fingerprint: print)
    count &+= 1
    return end &+ 1
  }

  /// The place of the closing quote; -1 where it is missing or an escape is not known.
  @inline(__always)
  private static func valueEnd(_ bytes: Bytes, from place: Int) -> Int {
    var at = place
    while true {
      at = bytes.quoteOrOdd(from: at)
      if bytes[at] == UInt8(ascii: "\"") { return at }
      guard bytes[at] == UInt8(ascii: "\\") else { return -1 }
      let escaped = bytes[at &+ 1]
      guard
        escaped == UInt8(ascii: "n") || escaped == UInt8(ascii: "\\") || escaped == UInt8(ascii: "\"")
      else { return -1 }
      at &+= 2
    }
  }
}
