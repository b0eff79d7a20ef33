/// The families that a page declares, and which sample names belong to which.
struct FamilyIndex {
  private(set) var list: [Family] = []
  private var places: [String: Int] = [:]
  private var typed: Set<String> = []
  private var helped: Set<String> = []

  private static let suffixes = [
    "_bucket", "_sum", "_count", "_total", "_created", "_info", "_gsum", "_gcount",
  ]

  /// Reads a line that begins with `#`: HELP, TYPE, UNIT, or a comment that means nothing.
  mutating func read(_ scanner: inout LineScanner, verdict: Verdict, format: Format) throws(LineError) {
    let bytes = scanner.bytes
    scanner.skip(1)
    // `#HELP` is a plain comment: the keyword stands apart.
    guard scanner.at == scanner.end || scanner.current == 32 || scanner.current == 9 else { return }
    scanner.skipBlanks()
    let keyword = String(decoding: bytes[scanner.word()], as: UTF8.self)
    guard ["HELP", "TYPE", "UNIT"].contains(keyword) else { return }
    scanner.skipBlanks()
    // `# HELP` and nothing more says nothing.
    guard scanner.at < scanner.end else { return }
    let nameAt = scanner.at
    let name = name(&scanner)
    guard !name.isEmpty else { throw LineError(at: nameAt, "no family name after \(keyword)") }
    scanner.skipBlanks()
    let rest = String(decoding: bytes[scanner.at..<scanner.end], as: UTF8.self)
    let place = place(of: name)
    switch keyword {
    case "HELP":
      if helped.insert(name).inserted { list[place].help = Self.unescaped(rest) }
    case "UNIT":
      list[place].unit = rest
    default:
      let word = rest.split(separator: " ").first.map(String.init) ?? ""
      let isLenient = verdict == .lenient
      guard let type = MetricType(rawValue: isLenient ? word.lowercased() : word),
        isLenient || format == .openMetrics || ![.unknown, .info, .stateset, .gaugehistogram].contains(type)
      else { throw LineError(at: scanner.at, "not a type of metric") }
      if typed.insert(name).inserted { list[place].type = type }
    }
  }

  private func name(_ scanner: inout LineScanner) -> String {
    guard scanner.current == UInt8(ascii: "\"") else {
      return String(decoding: scanner.bytes[scanner.word()], as: UTF8.self)
    }
    scanner.skip(1)
    let start = scanner.at
    while scanner.at < scanner.end, scanner.current != UInt8(ascii: "\"") {
      scanner.skip(scanner.current == UInt8(ascii: "\\") ? 2 : 1)
    }
    let text = String(decoding: scanner.bytes[start..<scanner.at], as: UTF8.self)
    scanner.skip(1)
    return Self.unescaped(text)
  }

  private mutating func place(of name: String) -> Int {
    if let place = places[name] { return place }
    list.append(Family(name: name))
    places[name] = list.count - 1
    return list.count - 1
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(0x5C) else { return text }
    var plain = ""
    var isEscape = false
    for character in text {
      if isEscape {
        switch character {
        case "n": plain.append("\n")
        case "\\", "\"": plain.append(character)
        default: plain += "\\\(character)"
        }
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        plain.append(character)
      }
    }
    return isEscape ? plain + "\\" : plain
  }

  /// The rows with their families filled in: at the end, since a TYPE may come after its samples.
  func resolved(_ rows: [SeriesTable.Row], in body: [UInt8]) -> [SeriesTable.Row] {
    var rows = rows
    var known: [String: Int32] = [:]
    var lastRange = 0..<0
    var lastFamily: Int32 = -1
    for index in rows.indices {
      let range = Int(rows[index].nameStart)..<Int(rows[index].nameEnd)
      if !body[range].elementsEqual(body[lastRange]) {
        let name = String(decoding: body[range], as: UTF8.self)
        let family = known[name] ?? family(ofSample: name)
        known[name] = family
        lastFamily = family
        lastRange = range
      }
      rows[index].family = lastFamily
    }
    return rows
  }

  private func family(ofSample name: String) -> Int32 {
    if let place = places[name] { return Int32(place) }
    for suffix in Self.suffixes where name.hasSuffix(suffix) {
      if let place = places[String(name.dropLast(suffix.count))] { return Int32(place) }
    }
    return -1
  }
}
