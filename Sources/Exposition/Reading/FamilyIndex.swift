/// The families that a page declares, and which sample names belong to which.
struct FamilyIndex {
  private(set) var declarations: [FamilyDeclaration] = []
  private var names = NameTable()
  /// The family whose metadata came last: its samples come next on nearly every page.
  private var latest = -1
  private let limit: Int
  /// Families beyond the limit.
  private(set) var leftOutCount = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes in a line of metadata. `isSampled` says whether samples of exactly this name came before.
  mutating func declare(
    _ line: MetadataLine, _ scanner: inout LineScanner, isSampled: (Range<Int>, UInt64) -> Bool
  ) throws(LineError) {
    let bytes = scanner.bytes
    var number = latest
    if latest < 0 || !bytes.areSame(declarations[latest].name, line.name) {
      let fingerprint = Fingerprint.of(
        bytes, line.name.lowerBound, line.name.upperBound, after: Fingerprint.ofNames)
      if let known = names.find(line.name, fingerprint, in: bytes) {
        number = known
      } else {
        guard names.count < limit else {
          leftOutCount += 1
          return
        }
        number = names.count
        names.add(line.name, fingerprint)
        declarations.append(FamilyDeclaration(name: line.name, isNameEscaped: line.isNameEscaped))
        if line.keyword == .type, isSampled(line.name, fingerprint) {
          try scanner.tolerate(at: line.name.lowerBound, "a TYPE after the family's samples")
        }
      }
      latest = number
    }
    switch line.keyword {
    case .help:
      // One that says nothing does not count.
      guard declarations[number].help?.isEmpty != false else {
        return try scanner.tolerate(at: line.name.lowerBound, "a second HELP of the family")
      }
      declarations[number].help = line.text
      declarations[number].isHelpEscaped = true
    case .unit:
      guard declarations[number].unit == nil else {
        return try scanner.tolerate(at: line.name.lowerBound, "a second UNIT of the family")
      }
      declarations[number].unit = line.text
    case .type:
      guard declarations[number].type == nil else {
        return try scanner.tolerate(at: line.name.lowerBound, "a second TYPE of the family")
      }
      declarations[number].type = try scanner.type(named: line.text)
    }
  }

  /// The family that was declared last, where a sample of this name belongs to it.
  @inline(__always)
  func latest(owning sample: Range<Int>, in bytes: Bytes) -> Int? {
    guard latest >= 0 else { return nil }
    let declaration = declarations[latest]
    let length = declaration.name.count
    guard sample.count >= length,
      bytes.matching(declaration.name.lowerBound, sample.lowerBound, atMost: length) == length
    else { return nil }
    if sample.count == length { return latest }
    return declaration.owns(suffix: sample.lowerBound + length..<sample.upperBound, in: bytes) ? latest : nil
  }

  /// The family of a sample name, wherever it was declared: the one of exactly this name, else by its suffix.
  func family(owning sample: Range<Int>, in bytes: Bytes) -> Int? {
    if let exact = find(sample, in: bytes) { return exact }
    var underscore = sample.upperBound - 1
    while underscore > sample.lowerBound, bytes[underscore] != UInt8(ascii: "_") { underscore -= 1 }
    guard underscore > sample.lowerBound, let family = find(sample.lowerBound..<underscore, in: bytes),
      declarations[family].owns(suffix: underscore..<sample.upperBound, in: bytes)
    else { return nil }
    return family
  }

  private func find(_ name: Range<Int>, in bytes: Bytes) -> Int? {
    let fingerprint = Fingerprint.of(bytes, name.lowerBound, name.upperBound, after: Fingerprint.ofNames)
    return names.find(name, fingerprint, in: bytes)
  }
}
