/// The keys of a table's series in an eighth of the room: of each, what it does not share with the one before.
///
/// Neighbours on a page differ in a label or two, as `le="0.1"` from `le="0.05"`. A key is written as three lengths,
/// each in seven bits a byte, and bytes: how many of the first ones are those of the key before, how many of the last
/// ones, and those between. Every 32nd is whole, so that one is found without reading all before it.
struct PackedKeys: Sendable {
  private var bytes: [UInt8] = []
  /// Where every 32nd key begins.
  private var starts: [UInt32] = []
  /// How long all keys are together.
  private var length = 0
  private static let stride = 32

  init(_ keys: some Sequence<Range<Int>>, in body: [UInt8]) {
    var before = 0..<0
    for (index, key) in keys.enumerated() {
      if index % PackedKeys.stride == 0 {
        starts.append(UInt32(truncatingIfNeeded: bytes.count))
        before = 0..<0
      }
      let most = min(before.count, key.count)
      let first = zip(body[before], body[key]).prefix { $0 == $1 }.count
      let last = zip(body[before].reversed(), body[key].reversed()).prefix(most - first).prefix { $0 == $1 }
        .count
      let middle = key.lowerBound + first..<key.upperBound - last
      for number in [first, last, middle.count] { append(number) }
      bytes += body[middle]
      length += key.count
      before = key
    }
    bytes = Array(bytes[...])
    starts = Array(starts[...])
  }

  private mutating func append(_ number: Int) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  var heldBytes: Int { bytes.count + starts.count * MemoryLayout<UInt32>.stride }

  /// One key.
  func key(_ index: Int) -> [UInt8] {
    var reading = Reading(at: Int(starts[index / PackedKeys.stride]))
    var key: [UInt8] = []
    for _ in 0...index % PackedKeys.stride {
      let (first, middle, last) = next(&reading)
      key.replaceSubrange(first..<key.count - last, with: bytes[middle])
    }
    return key
  }

  /// All keys one behind the other, and where each stands.
  func unpacked() -> (bytes: [UInt8], places: [Range<Int>]) {
    var all = [UInt8](repeating: 0, count: length)
    var places: [Range<Int>] = []
    var reading = Reading(at: 0)
    var before = 0..<0
    all.withUnsafeMutableBufferPointer { all in
      while reading.at < bytes.count {
        let (first, middle, last) = next(&reading)
        let start = before.upperBound
        var end = start
        for place in before.prefix(first) {
          all[end] = all[place]
          end += 1
        }
        for place in middle {
          all[end] = bytes[place]
          end += 1
        }
        for place in before.suffix(last) {
          all[end] = all[place]
          end += 1
        }
        before = start..<end
        places.append(before)
      }
    }
    return (all, places)
  }

  private struct Reading { var at: Int }

  private func next(_ reading: inout Reading) -> (first: Int, middle: Range<Int>, last: Int) {
    let (first, last, count) = (number(&reading), number(&reading), number(&reading))
    defer { reading.at += count }
    return (first, reading.at..<reading.at + count, last)
  }

  private func number(_ reading: inout Reading) -> Int {
    var (number, shift) = (0, 0)
    while true {
      let byte = bytes[reading.at]
      reading.at += 1
      number |= Int(byte & 0x7F) << shift
      guard byte > 0x7F else { return number }
      shift += 7
    }
  }
}
