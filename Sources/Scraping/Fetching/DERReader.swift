/// Walks over values of DER, one after another. Bytes that are none end the walk.
struct DERReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var next: UInt8? { rest.first }

  /// The next value.
  mutating func take() -> (tag: UInt8, content: ArraySlice<UInt8>)? {
    guard rest.count >= 2 else { return nil }
    let tag = rest.removeFirst()
    let first = rest.removeFirst()
    var count = Int(first)
    if first & 0x80 != 0 {
      // Four bytes of length are more than any certificate.
      let digits = Int(first & 0x7F)
      guard (1...4).contains(digits), rest.count >= digits else { return nil }
      count = rest.prefix(digits).reduce(0) { $0 << 8 | Int($1) }
      rest.removeFirst(digits)
    }
    guard rest.count >= count else { return nil }
    defer { rest.removeFirst(count) }
    return (tag, rest.prefix(count))
  }

  /// What is inside of the next value, where that has this tag.
  mutating func enter(_ tag: UInt8) -> DERReader? {
    guard next == tag, let value = take() else { return nil }
    return DERReader(value.content)
  }
}
