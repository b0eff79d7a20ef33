/// Numbers that look random and are the same in every run (xorshift64*).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

extension SeededRandom {
  /// A page such as prom-client writes, with the odd line in it.
  mutating func pageText() -> String {
    var text = ""
    for family in 0..<Int.random(in: 1...5, using: &self) {
      let name =
        ["http_requests_total", "pool_size", "a", "lag_seconds", "my:rule"][family] + oddity([""], "9")
      if Bool.random(using: &self) { text += "# HELP \(name) \(oddity(["how many"], "\\\\ \\n"))\n" }
      if Bool.random(using: &self) { text += "# TYPE \(name) \(oddity(["counter", "gauge"], "COUNTER"))\n" }
      for row in 0..<Int.random(in: 0...6, using: &self) {
        let labels = (0..<Int.random(in: 0...3, using: &self)).map { label in
          "\(oddity(["le", "method", "route"], "é"))\(label)\(oddity(["="], " = "))\"\(labelValue(row))\""
        }
        let braces =
          labels.isEmpty ? "" : "{\(labels.joined(separator: oddity([","], ", ")))\(oddity([""], ","))}"
        text += name + oddity([""], " ") + braces + oddity([" "], "\t ") + number()
        text +=
          oddity([""], " \(number())") + oddity([""], " # {id=\"\(number())\"} 0.5") + oddity(["\n"], "\r\n")
      }
      text += oddity(["", "\n"], "# EOF\n")
    }
    return text
  }

  mutating func number() -> String {
    let whole = Int.random(in: 0...99_999, using: &self)
    return oddity(["\(whole)", "\(whole % 10)", "\(Double(whole) / 128)", "1e\(whole % 300)"], "Nan")
  }

  private mutating func labelValue(_ row: Int) -> String {
    let path = "/" + String(repeating: "x", count: Int.random(in: 0...40, using: &self))
    let escapes = ["a\\n", "a\\\\", "a\\\"", "a\\\\\\n"][row % 4]
    return oddity(["\(row)", "GET", "/users/\(row)", path, "+Inf", escapes], "a\\\"b\\\\c\\nd\(row)")
  }

  /// Mostly one of the usual words, now and then the odd one.
  mutating func oddity(_ usual: [String], _ odd: String) -> String {
    Int.random(in: 0..<12, using: &self) == 0 ? odd : usual.randomElement(using: &self) ?? odd
  }

  /// The same bytes with a few of them changed, taken out or doubled.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let marks = Array("\"\\{}=,# \n\r\t\0+-.eE019aN_:é".utf8)
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<4, using: &self) {
      case 0: bytes[place] = marks.randomElement(using: &self) ?? 10
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &self)
      case 2: bytes.remove(at: place)
      default: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
      }
    }
    return bytes
  }

  /// The same page with other values: numbers behind the last blank of a line are drawn anew.
  mutating func nextScrape(of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard !line.hasPrefix("#"), let blank = line.lastIndex(of: " "), Bool.random(using: &self) else {
        return String(line)
      }
      return line[...blank] + number()
    }.joined(separator: "\n")
  }
}
