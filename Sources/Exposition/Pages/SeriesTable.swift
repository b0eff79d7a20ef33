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

  /// The body that the places point into.
  let bytes: [UInt8]
  let rows: [Row]
  let names: [SampleName]
  /// In the order of their first mention.
  package let families: [Family]
  /// By name, from its first series to behind its last; others may stand between them.
  private let spans: [Range<Int>]

  init(bytes: [UInt8], rows: [Row], names: [SampleName], families: [Family]) {
    self.bytes = bytes
    self.rows = rows
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

  package var count: Int { rows.count }

  /// Which of ``nameCount`` names a series has: what follows from a name has to be found out once for each.
  package func nameNumber(of index: Int) -> Int { Int(rows[index].name) }
  package var nameCount: Int { names.count }

  /// The name of a sample, such as `http_request_duration_seconds_bucket`.
  package func name(of index: Int) -> String { name(ofNumber: Int(rows[index].name)) }

  package func name(ofNumber number: Int) -> String {
    let name = names[number]
    return Bytes.with(bytes) { LabelText.text($0, name.place.range, isEscaped: name.isEscaped) }
  }

  /// The series whose samples have this name, in the order of the page.
  package func places(ofSample name: String) -> [Int] {
    guard let number = number(ofSample: name) else { return [] }
    return spans[number].filter { rows[$0].name == UInt32(number) }
  }

  package func hasSeries(ofSample name: String) -> Bool {
    number(ofSample: name).map { !spans[$0].isEmpty } ?? false
  }

  /// Whether there is a series at all whose samples have the name of this number; else only a family has it.
  package func hasSeries(ofNumber number: Int) -> Bool { !spans[number].isEmpty }

  private func number(ofSample name: String) -> Int? {
    var name = name
    return name.withUTF8 { text in
      Bytes.with(bytes) { bytes in
        names.firstIndex { one in
          one.isEscaped
            ? LabelText.text(bytes, one.place.range, isEscaped: true).utf8.elementsEqual(text)
            : one.place.range.count == text.count && bytes.slice(one.place.range).elementsEqual(text)
        }
      }
    }
  }

  /// The labels of a series in the order of the page.
  package func labels(of index: Int) -> [Label] {
    Bytes.with(bytes) { bytes in
      LabelText.places(in: bytes, place(of: index)).map { place in
        Label(
          name: LabelText.text(bytes, place.name, isEscaped: place.isNameEscaped),
          value: LabelText.text(bytes, place.value, isEscaped: place.isValueEscaped))
      }
    }
  }

  package func label(_ name: String, of index: Int) -> String? {
    Bytes.with(bytes) { bytes in
      LabelText.places(in: bytes, place(of: index))
        .first { LabelText.text(bytes, $0.name, isEscaped: $0.isNameEscaped) == name }
        .map { LabelText.text(bytes, $0.value, isEscaped: $0.isValueEscaped) }
    }
  }

  /// The family that a series belongs to, as a place in ``families``; nil where the page declares none for it.
  ///
  /// A family owns samples of its own name, and those with a suffix that its type has: `_bucket`, `_sum`, `_count`
  /// and `_created` of a histogram, `_total` of a counter, and so on.
  package func family(of index: Int) -> Int? { family(ofNumber: Int(rows[index].name)) }

  package func family(ofNumber number: Int) -> Int? { names[number].family.map(Int.init) }

  /// The identity of a series: its name and labels as they are written.
  package func key(of index: Int) -> SeriesKey { SeriesKey(bytes: bytes[place(of: index)]) }

  private func place(of index: Int) -> Range<Int> { rows[index].key }

  /// Where an earlier table has each series, as far as both list them in the same order: nil for those that it has
  /// elsewhere or not at all. The series that are found there are its first ones.
  ///
  /// Servers list what is new behind or between what they listed before, so that for most pages nothing is left to be
  /// looked up.
  package func places(inStepWith old: SeriesTable) -> [Int?] {
    var next = 0
    return Bytes.with(bytes) { mine in
      Bytes.with(old.bytes) { theirs in
        rows.map { row in
          guard next < old.rows.count,
            SeriesTable.isSame(row.key, in: mine, as: old.rows[next].key, in: theirs)
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
    return Bytes.with(bytes) { mine in
      Bytes.with(other.bytes) { theirs in
        rows.indices.allSatisfy {
          SeriesTable.isSame(place(of: $0), in: mine, as: other.place(of: $0), in: theirs)
        }
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
