/// Which series a page lists, in which order, and the families it declares.
///
/// Immutable, and the very same object for as long as a target lists the same series and families: whoever keeps
/// something by a series' place can tell by `===` that the places still hold. Names and labels stay bytes until
/// asked for.
package final class SeriesTable: Sendable {
  /// The place of a series' name and labels in ``bytes``, and the number of its name.
  struct Row: Sendable, BitwiseCopyable {
    var keyStart: UInt32
    var keyEnd: UInt32
    var name: UInt32

    var key: Range<Int> { Int(keyStart)..<Int(keyEnd) }
  }

  /// A name that samples have.
  struct SampleName: Sendable {
    var place: Place
    var isEscaped: Bool
    /// The place of its family in ``families``; nil where none is declared.
    var family: Int32?
  }

  /// The names and labels of the series.
  private let keys: Keys
  /// What the places of the names point into.
  private let text: [UInt8]
  let names: [SampleName]
  /// In the order of their first mention.
  package let families: [Family]
  /// By name, from its first series to behind its last; others may stand between them.
  private let spans: [Range<Int>]

  private enum Keys: Sendable {
    /// In the body.
    case listed([Row])
    /// With the number of each series' name.
    case packed(PackedKeys, names: [UInt16])
  }

  /// - Parameter bytes: the body that the places point into.
  init(bytes: [UInt8], rows: [Row], names: [SampleName], families: [Family]) {
    text = bytes
    keys = .listed(rows)
    self.names = names
    self.families = families
    var spans = [Range<Int>](repeating: 0..<0, count: names.count)
    for (place, row) in rows.enumerated() {
      let name = Int(row.name)
      spans[name] = (spans[name].isEmpty ? place : spans[name].lowerBound)..<place + 1
    }
    self.spans = spans
  }

  /// A table of nothing.
  package static let empty = SeriesTable(bytes: [], rows: [], names: [], families: [])

  private init(
    keys: Keys, names: [SampleName], families: [Family], spans: [Range<Int>], text: [UInt8]
  ) {
    self.keys = keys
    self.names = names
    self.families = families
    self.spans = spans
    self.text = text
  }

  /// The same table in a fraction of the room, without the body: for who holds thousands and asks them little. What is
  /// asked of one series takes longer, by the reading of up to 31 before it.
  func packed() -> SeriesTable {
    guard case .listed(let rows) = keys, names.count <= Int(UInt16.max) else { return self }
    var parts = PackedText(of: text)
    let names = names.map {
      SampleName(place: parts.add($0.place), isEscaped: $0.isEscaped, family: $0.family)
    }
    let declarations = families.map { $0.declaration(movedInto: &parts) }
    return SeriesTable(
      keys: .packed(
        PackedKeys(rows.lazy.map(\.key), in: text), names: rows.map { UInt16(truncatingIfNeeded: $0.name) }),
      names: names,
      families: zip(families, declarations).map { Family($1, in: parts.bytes, format: $0.format) },
      spans: spans, text: Array(parts.bytes[...]))
  }

  /// How many bytes the names, labels and descriptions take.
  var heldBytes: Int {
    switch keys {
    case .listed(let rows): text.count + rows.count * MemoryLayout<Row>.stride
    case .packed(let packed, let names):
      text.count + packed.heldBytes + names.count * MemoryLayout<UInt16>.stride
    }
  }

  package var count: Int {
    switch keys {
    case .listed(let rows): rows.count
    case .packed(_, let names): names.count
    }
  }

  /// Which of ``nameCount`` names a series has: what follows from a name has to be found out once for each.
  package func nameNumber(of index: Int) -> Int {
    switch keys {
    case .listed(let rows): Int(rows[index].name)
    case .packed(_, let names): Int(names[index])
    }
  }
  package var nameCount: Int { names.count }

  /// The name of a sample, such as `http_request_duration_seconds_bucket`.
  package func name(of index: Int) -> String { name(ofNumber: nameNumber(of: index)) }

  package func name(ofNumber number: Int) -> String {
    let name = names[number]
    return Bytes.with(text) { LabelText.text($0, name.place.range, isEscaped: name.isEscaped) }
  }

  /// The series whose samples have this name, in the order of the page.
  package func places(ofSample name: String) -> [Int] {
    guard let number = number(ofSample: name) else { return [] }
    return spans[number].filter { nameNumber(of: $0) == number }
  }

  package func hasSeries(ofSample name: String) -> Bool {
    number(ofSample: name).map { !spans[$0].isEmpty } ?? false
  }

  /// Whether there is a series at all whose samples have the name of this number; else only a family has it.
  package func hasSeries(ofNumber number: Int) -> Bool { !spans[number].isEmpty }

  private func number(ofSample name: String) -> Int? {
    var name = name
    return name.withUTF8 { wanted in
      Bytes.with(text) { bytes in
        names.firstIndex { one in
          one.isEscaped
            ? LabelText.text(bytes, one.place.range, isEscaped: true).utf8.elementsEqual(wanted)
            : one.place.range.count == wanted.count && bytes.slice(one.place.range).elementsEqual(wanted)
        }
      }
    }
  }

  /// The labels of a series in the order of the page.
  package func labels(of index: Int) -> [Label] {
    withKey(of: index) { bytes, key in
      LabelText.places(in: bytes, key).map { place in
        Label(
          name: LabelText.text(bytes, place.name, isEscaped: place.isNameEscaped),
          value: LabelText.text(bytes, place.value, isEscaped: place.isValueEscaped))
      }
    }
  }

  package func label(_ name: String, of index: Int) -> String? {
    withKey(of: index) { bytes, key in
      LabelText.places(in: bytes, key)
        .first { LabelText.text(bytes, $0.name, isEscaped: $0.isNameEscaped) == name }
        .map { LabelText.text(bytes, $0.value, isEscaped: $0.isValueEscaped) }
    }
  }

  /// The family that a series belongs to, as a place in ``families``; nil where the page declares none for it.
  ///
  /// A family owns samples of its own name, and those with a suffix that its type has: `_bucket`, `_sum`, `_count`
  /// and `_created` of a histogram, `_total` of a counter, and so on.
  package func family(of index: Int) -> Int? { family(ofNumber: nameNumber(of: index)) }

  package func family(ofNumber number: Int) -> Int? { names[number].family.map(Int.init) }

  /// The identity of a series: its name and labels as they are written.
  package func key(of index: Int) -> SeriesKey {
    switch keys {
    case .listed(let rows): SeriesKey(bytes: text[rows[index].key])
    case .packed(let packed, _): SeriesKey(bytes: packed.key(index)[...])
    }
  }

  /// Lends the bytes in which a series' name and labels stand, and where.
  private func withKey<Result>(of index: Int, _ body: (Bytes, Range<Int>) -> Result) -> Result {
    switch keys {
    case .listed(let rows): return Bytes.with(text) { body($0, rows[index].key) }
    case .packed(let packed, _):
      let key = packed.key(index)
      return Bytes.with(key) { body($0, 0..<key.count) }
    }
  }

  /// Lends all names and labels: the bytes and where each stands in them.
  private func withKeys<Result>(_ body: (Bytes, (Int) -> Range<Int>) -> Result) -> Result {
    switch keys {
    case .listed(let rows): return Bytes.with(text) { body($0) { rows[$0].key } }
    case .packed(let packed, _):
      let (bytes, places) = packed.unpacked()
      return Bytes.with(bytes) { body($0) { places[$0] } }
    }
  }

  /// Where an earlier table has each series, as far as both list them in the same order: nil for those that it has
  /// elsewhere or not at all. The series that are found there are its first ones.
  ///
  /// Servers list what is new behind or between what they listed before, so that for most pages nothing is left to be
  /// looked up.
  package func places(inStepWith old: SeriesTable) -> [Int?] {
    var next = 0
    return withKeys { mine, place in
      old.withKeys { theirs, oldPlace in
        (0..<count).map { index in
          guard next < old.count,
            SeriesTable.isSame(place(index), in: mine, as: oldPlace(next), in: theirs)
          else { return nil }
          next += 1
          return next - 1
        }
      }
    }
  }

  /// Whether another table lists the same series and families, written with the same bytes in the same order.
  func lists(sameAs other: SeriesTable) -> Bool {
    guard count == other.count, families.count == other.families.count else { return false }
    return withKeys { mine, place in
      other.withKeys { theirs, otherPlace in
        (0..<count).allSatisfy { SeriesTable.isSame(place($0), in: mine, as: otherPlace($0), in: theirs) }
      }
    } && families == other.families
  }

  @inline(__always)
  private static func isSame(
    _ left: Range<Int>, in mine: Bytes, as right: Range<Int>, in theirs: Bytes
  ) -> Bool {
    left.count == right.count
      && Bytes.matching(mine, left.lowerBound, theirs, right.lowerBound, atMost: left.count) == left.count
  }
}
