/// The families that a page declares, the names of its samples, and which belong together.
struct NameBook: ~Copyable {
  private let bytes: Bytes
  private let limit: Int
  private var names = NameTable()
  private var families = Column<FamilyDeclaration>(expecting: 128)
  /// The number of the family whose metadata came last, and where its name stands: its samples come next on nearly
  /// every page.
  private var latest = -1
  private var latestName = 0..<0
  private var latestFingerprint: UInt64 = 0
  /// The number of its name.
  private var latestNumber = 0
  /// Families beyond the limit.
  private(set) var leftOutCount = 0

  init(_ bytes: Bytes, limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  // MARK: - Metadata

  /// Takes in a line of metadata, of TYPE with the type that it names; what is odd about it, where something is.
  @inline(__always)
  mutating func declare(_ line: MetadataLine, _ type: MetricType?) -> LineError? {
    var isLate = false
    if !bytes.areSame(latestName, line.name) { isLate = find(line) }
    guard latest >= 0 else { return nil }
    switch line.keyword {
    case .help:
      // One that says nothing does not count.
      guard families[latest].help?.isEmpty != false else { return odd(line, "a second HELP of the family") }
      families[latest].help = Place(line.text)
      families[latest].isHelpEscaped = true
    case .unit:
      guard families[latest].unit == nil else { return odd(line, "a second UNIT of the family") }
      families[latest].unit = Place(line.text)
    case .type:
      guard families[latest].type == nil else { return odd(line, "a second TYPE of the family") }
      families[latest].type = type
      if isLate { return odd(line, "a TYPE after the family's samples") }
    }
    return nil
  }

  @inline(never)
  private func odd(_ line: MetadataLine, _ message: String) -> LineError {
    LineError(at: line.name.lowerBound, message)
  }

  /// Makes the family of a line the latest, -1 where there are too many. Whether samples of exactly this name came
  /// before.
  private mutating func find(_ line: MetadataLine) -> Bool {
    let fingerprint = Fingerprint.of(
      bytes, line.name.lowerBound, line.name.upperBound, after: Fingerprint.ofNames)
    latestName = line.name
    latestFingerprint = fingerprint
    let known = names.find(line.name, fingerprint, in: bytes)
    if let known, let family = names[known].family {
      latestNumber = known
      latest = Int(family)
      return names[known].isSampled
    }
    guard families.count < limit else {
      latest = -1
      leftOutCount += 1
      return false
    }
    latestNumber = known ?? names.add(line.name, fingerprint, isEscaped: line.isNameEscaped)
    latest = families.count
    names[latestNumber].family = Int32(truncatingIfNeeded: latest)
    families.append(FamilyDeclaration(name: Place(line.name), isNameEscaped: line.isNameEscaped))
    return names[latestNumber].isSampled
  }

  // MARK: - Samples

  /// The number of a sample's name.
  mutating func number(ofSample name: Range<Int>, _ fingerprint: UInt64, isEscaped: Bool) -> Int {
    if latest >= 0, fingerprint == latestFingerprint, bytes.areSame(latestName, name) {
      names[latestNumber].isSampled = true
      return latestNumber
    }
    let number =
      names.find(name, fingerprint, in: bytes) ?? names.add(name, fingerprint, isEscaped: isEscaped)
    if !names[number].isSampled {
      names[number].isSampled = true
      if latest >= 0, isLatest(owning: name) { names[number].owner = Int32(truncatingIfNeeded: latest) }
    }
    return number
  }

  /// Whether samples of a name belong to the family that was declared last.
  private func isLatest(owning sample: Range<Int>) -> Bool {
    let length = latestName.count
    guard sample.count >= length,
      bytes.areSame(latestName, sample.lowerBound..<sample.lowerBound + length)
    else { return false }
    return sample.count == length
      || families[latest].owns(suffix: sample.lowerBound + length..<sample.upperBound, in: bytes)
  }

  /// The family of a sample name, wherever it was declared: the one of exactly this name, else by its suffix.
  private func owner(of entry: NameTable.Entry) -> Int32? {
    if let known = entry.owner ?? entry.family { return known }
    guard families.count > 0 else { return nil }
    let sample = entry.place.range
    var underscore = sample.upperBound - 1
    while underscore > sample.lowerBound, bytes[underscore] != UInt8(ascii: "_") { underscore -= 1 }
    let base = sample.lowerBound..<underscore
    let fingerprint = Fingerprint.of(bytes, base.lowerBound, base.upperBound, after: Fingerprint.ofNames)
    guard !base.isEmpty, let number = names.find(base, fingerprint, in: bytes),
      let family = names[number].family,
      families[Int(family)].owns(suffix: underscore..<sample.upperBound, in: bytes)
    else { return nil }
    return family
  }

  // MARK: - At the end

  /// All names in the order of their numbers.
  var sampleNames: [SeriesTable.SampleName] {
    (0..<names.count).map { number in
      let entry = names[number]
      return SeriesTable.SampleName(
        place: entry.place, isEscaped: entry.isEscaped, family: entry.isSampled ? owner(of: entry) : nil)
    }
  }

  func declared(in body: [UInt8], _ format: Format) -> [Family] {
    (0..<families.count).map { Family(families[$0], in: body, format: format) }
  }
}
