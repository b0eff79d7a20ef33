/// The quick way through a page: a line is read as what differs from the line before.
///
/// Lines of a page are alike: of `http_requests_total{method="GET",route="/a",status="200"} 3` the next line may
/// differ in one label only. What is the same bytes from the same place in the grammar is the same parts, so only
/// the label value in which the difference lies is scanned; what follows is compared again. Plain lines only: for
/// names in quotes, blanks within the braces, labels named twice, unusual escapes and everything that is wrong,
/// ``read(_:at:)`` gives up, and ``LineScanner`` reads the line.
struct LinePattern: ~Copyable {
  /// A label of the line, by places counted from the line's beginning.
  struct Mark {
    var valueStart: Int
    /// Where its closing quote stands.
    var valueEnd: Int
    /// The fingerprint of its name, and of name and value together.
    var seed: UInt64
    var fingerprint: UInt64
  }

  /// Where the line begins that the next one is compared with; -1 where there is none.
  private var line = -1
  /// From the line's beginning to behind the closing brace.
  private(set) var keyLength = 0
  private(set) var nameLength = 0
  private(set) var nameFingerprint: UInt64 = 0
  /// Of the name and all labels, in whatever order they stand.
  private(set) var fingerprint: UInt64 = 0
  /// Whether the name is another than that of the line before.
  private(set) var isNameNew = true
  private var count = 0
  private let marks: UnsafeMutablePointer<Mark>
  private let limits: Limits
  private let labelLimit: Int

  init(limits: Limits) {
    labelLimit = min(max(limits.labels, 0), 64)
    self.limits = limits
    marks = .allocate(capacity: labelLimit)
  }

  deinit { marks.deallocate() }

  /// Reads the name and labels of the line at a place; whether it is plain.
  @inline(__always)
  mutating func read(_ bytes: Bytes, at start: Int) -> Bool {
    if line >= 0, follow(bytes, start) { return true }
    if scan(bytes, start) { return true }
    line = -1
    return false
  }

  /// Reads the line as a variation of the line before; false where it is none.
  @inline(__always)
  private mutating func follow(_ bytes: Bytes, _ start: Int) -> Bool {
    // What comes at `from` in the old line comes `shift` later in the new one.
    var from = 0
    var shift = 0
    var label = 0
    while true {
      let length = keyLength &- from
      let same = bytes.matching(line &+ from, start &+ from &+ shift, atMost: length)
      if same == length { break }
      let difference = from &+ same
      while label < count, marks[label].valueEnd < difference {
        marks[label].valueStart &+= shift
        marks[label].valueEnd &+= shift
        label &+= 1
      }
      guard label < count, marks[label].valueStart <= difference else { return false }
      let valueStart = start &+ marks[label].valueStart &+ shift
      var at = start &+ difference &+ shift
      // Right behind a backslash it is unclear what the byte means.
      if at > valueStart, bytes[at &- 1] == UInt8(ascii: "\\") { at = valueStart }
      let end = valueEnd(bytes, from: at)
      guard end >= 0, end &- valueStart <= limits.valueBytes else { return false }
      from = marks[label].valueEnd &+ 1
      marks[label].valueStart = valueStart &- start
      marks[label].valueEnd = end &- start
      shift = end &+ 1 &- start &- from
      let print = Fingerprint.of(bytes, valueStart, end, after: marks[label].seed)
      fingerprint = fingerprint &- marks[label].fingerprint &+ print
      marks[label].fingerprint = print
      label &+= 1
    }
    if shift != 0 {
      while label < count {
        marks[label].valueStart &+= shift
        marks[label].valueEnd &+= shift
        label &+= 1
      }
    }
    keyLength &+= shift
    // A name without labels may go on where the one before ended.
    guard bytes[start &+ keyLength] == 32 else { return false }
    line = start
    isNameNew = false
    return true
  }

  /// Reads the line by itself; false where it is not plain.
  private mutating func scan(_ bytes: Bytes, _ start: Int) -> Bool {
    let nameEnd = bytes.nameEnd(from: start)
    nameLength = nameEnd - start
    guard nameLength > 0, nameLength <= limits.nameBytes, bytes[start] &- 48 > 9 else { return false }
    nameFingerprint = Fingerprint.of(bytes, start, nameEnd, after: Fingerprint.ofNames)
    fingerprint = nameFingerprint
    isNameNew = true
    count = 0
    var at = nameEnd
    if bytes[at] == UInt8(ascii: "{") {
      at += 1
      repeat {
        guard let end = scanLabel(bytes, start, at) else { return false }
        at = end
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

  /// Reads a label; the place behind its closing quote.
  @inline(__always)
  private mutating func scanLabel(_ bytes: Bytes, _ start: Int, _ at: Int) -> Int? {
    let nameEnd = bytes.labelNameEnd(from: at)
    let valueStart = nameEnd &+ 2
    guard nameEnd > at, nameEnd &- at <= limits.nameBytes, bytes[at] &- 48 > 9, count < labelLimit,
      bytes[nameEnd] == UInt8(ascii: "="), bytes[nameEnd &+ 1] == UInt8(ascii: "\"")
    else { return nil }
    let end = valueEnd(bytes, from: valueStart)
    guard end >= 0, end &- valueStart <= limits.valueBytes else { return nil }
    let seed = Fingerprint.of(bytes, at, nameEnd, after: Fingerprint.ofNames)
    var other = 0
    while other < count {
      if marks[other].seed == seed { return nil }
      other &+= 1
    }
    let print = Fingerprint.of(bytes, valueStart, end, after: seed)
    fingerprint = fingerprint &+ print
    marks[count] = Mark(
      valueStart: valueStart &- start, valueEnd: end &- start, seed: seed, fingerprint: print)
    count &+= 1
    return end &+ 1
  }

  /// The place of the closing quote; -1 where it is missing or an escape is not known.
  @inline(__always)
  private func valueEnd(_ bytes: Bytes, from place: Int) -> Int {
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
