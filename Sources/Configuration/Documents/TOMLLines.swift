/// Where the keys and values of a TOML text stand: the library that reads them forgets it.
///
/// Only for a text that the library has understood: whatever is odd here was refused there.
struct TOMLLines {
  /// The line of each path of keys. The third item of a list is the key `[2]`.
  private(set) var lines: [[String]: Int] = [:]
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  /// How many tables each list of tables has so far.
  private var counts: [[String]: Int] = [:]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var table: [String] = []
    while skipBlank(acrossLines: true) {
      if bytes[place] == UInt8(ascii: "[") {
        table = header()
      } else {
        pair(below: table)
      }
    }
  }

  private var here: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func step() {
    if here == 10 { line += 1 }
    place += 1
  }

  private mutating func take(_ letter: Character) -> Bool {
    guard here == letter.asciiValue else { return false }
    step()
    return true
  }

  /// Goes to what is next; false at the end.
  @discardableResult
  private mutating func skipBlank(acrossLines: Bool) -> Bool {
    while let byte = here {
      switch byte {
      case 32, 9, 13: step()
      case 10 where acrossLines: step()
      case UInt8(ascii: "#"): while let byte = here, byte != 10 { step() }
      default: return true
      }
    }
    return false
  }

  private mutating func note(_ path: [String]) { if lines[path] == nil { lines[path] = line } }

  /// `[a.b]` or `[[a.b]]`: the path below which the next pairs are.
  private mutating func header() -> [String] {
    _ = take("[")
    let isList = take("[")
    let keys = keys()
    var path: [String] = []
    for (index, key) in keys.enumerated() {
      path.append(key)
      note(path)
      let isLast = index == keys.count - 1
      if isLast, isList { counts[path, default: 0] += 1 }
      if let count = counts[path] { path.append("[\(count - 1)]") }
    }
    note(path)
    while let byte = here, byte != 10 { step() }
    return path
  }

  private mutating func pair(below table: [String]) {
    let start = place
    var path = table
    for key in keys() {
      path.append(key)
      note(path)
    }
    skipBlank(acrossLines: false)
    _ = take("=")
    value(at: path)
    // Whatever it was, the end is nearer than before.
    if place == start { step() }
  }

  /// A key with dots in it, up to what follows.
  private mutating func keys() -> [String] {
    var keys: [String] = []
    repeat {
      skipBlank(acrossLines: false)
      if let quote = here, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        let start = place + 1
        string(quote)
        keys.append(String(decoding: bytes[start..<max(place - 1, start)], as: UTF8.self))
      } else {
        let start = place
        while let byte = here, ![10, 13, 32, 9].contains(byte), !".=],}#".utf8.contains(byte) { step() }
        keys.append(String(decoding: bytes[start..<place], as: UTF8.self))
      }
      skipBlank(acrossLines: false)
    } while take(".")
    return keys
  }

  private mutating func value(at path: [String]) {
    skipBlank(acrossLines: false)
    guard let byte = here else { return }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string(byte)
    case UInt8(ascii: "["):
      step()
      var index = 0
      while skipBlank(acrossLines: true), !take("]") {
        let item = path + ["[\(index)]"]
        note(item)
        let start = place
        value(at: item)
        skipBlank(acrossLines: true)
        if take(",") { index += 1 } else if place == start { step() }
      }
    case UInt8(ascii: "{"):
      step()
      while skipBlank(acrossLines: true), !take("}") {
        if !take(",") { pair(below: path) }
      }
    default:
      while let byte = here, byte != 10, !",]}#".utf8.contains(byte) { step() }
    }
  }

  /// A string in one or three quotes, past its end.
  private mutating func string(_ quote: UInt8) {
    func isNext(_ count: Int) -> Bool {
      place + count <= bytes.count && bytes[place..<place + count].allSatisfy { $0 == quote }
    }
    let length = isNext(3) ? 3 : 1
    for _ in 0..<length { step() }
    while place < bytes.count, !isNext(length) {
      if quote == UInt8(ascii: "\""), here == UInt8(ascii: "\\") { step() }
      step()
    }
    for _ in 0..<length where place < bytes.count { step() }
    // Up to two quotes may stand before the three that end it.
    while length == 3, here == quote { step() }
  }
}
