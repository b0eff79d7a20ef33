/// Which series a page lists, in which order, and the families it declares.
///
/// Immutable, and the very same object for as long as a target lists the same lines: whoever keeps something by a
/// series' place can tell by `===` that the places still hold. Names and labels stay bytes until asked for.
public final class SeriesTable: Sendable {
  /// The places of a sample line's parts in ``bytes``.
  struct Row: Sendable {
    var keyStart: UInt32
    var keyEnd: UInt32
    var nameStart: UInt32
    var nameEnd: UInt32
    /// The places of its labels in ``labelRows``.
    var labelStart: UInt32
    var labelEnd: UInt32
    /// A place in ``families``, or -1.
    var family: Int32
    var isNameEscaped: Bool
  }

  struct LabelRow: Sendable {
    var nameStart: UInt32
    var nameEnd: UInt32
    var valueStart: UInt32
    var valueEnd: UInt32
    var isEscaped: Bool
  }

  /// The body that the places point into.
  let bytes: [UInt8]
  let rows: [Row]
  let labelRows: [LabelRow]
  /// The places of comment lines, in their order: a page with another HELP is another table.
  let comments: [Range<Int>]
  /// In the order of their first mention.
  public let families: [Family]

  init(
    bytes: [UInt8], rows: [Row], labelRows: [LabelRow], comments: [Range<Int>], families: [Family]
  ) {
    self.bytes = bytes
    self.rows = rows
    self.labelRows = labelRows
    self.comments = comments
    self.families = families
  }

  /// A table of nothing.
  public static let empty = SeriesTable(bytes: [], rows: [], labelRows: [], comments: [], families: [])

  public var count: Int { rows.count }

  /// The name of a sample, such as `http_request_duration_seconds_bucket`.
  public func name(of index: Int) -> String {
    let row = rows[index]
    return text(row.nameStart, row.nameEnd, isEscaped: row.isNameEscaped)
  }

  /// The labels of a series in the order of the page.
  public func labels(of index: Int) -> [Label] {
    let row = rows[index]
    return (row.labelStart..<row.labelEnd).map { place in
      let label = labelRows[Int(place)]
      return Label(
        name: text(label.nameStart, label.nameEnd, isEscaped: label.isEscaped),
        value: text(label.valueStart, label.valueEnd, isEscaped: label.isEscaped))
    }
  }

  public func label(_ name: String, of index: Int) -> String? {
    labels(of: index).first { $0.name == name }?.value
  }

  /// The family that a series belongs to, as a place in ``families``; nil where the page declares none for it.
  public func family(of index: Int) -> Int? {
    let place = rows[index].family
    return place < 0 ? nil : Int(place)
  }

  /// Whether a series of this table and one of another are written with the same bytes.
  public func isSame(_ index: Int, as other: SeriesTable, _ otherIndex: Int) -> Bool {
    key(of: index) == other.key(of: otherIndex)
  }

  /// The identity of a series: its name and labels as they are written.
  public func key(of index: Int) -> SeriesKey {
    SeriesKey(bytes: bytes[Int(rows[index].keyStart)..<Int(rows[index].keyEnd)])
  }

  private func text(_ start: UInt32, _ end: UInt32, isEscaped: Bool) -> String {
    let part = bytes[Int(start)..<Int(end)]
    guard isEscaped, part.contains(0x5C) else { return String(decoding: part, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(part.count)
    var index = part.startIndex
    while index < part.endIndex {
      let byte = part[index]
      index += 1
      guard byte == 0x5C, index < part.endIndex else {
        plain.append(byte)
        continue
      }
      switch part[index] {
      case UInt8(ascii: "n"): plain.append(10)
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): plain.append(part[index])
      default: plain += [0x5C, part[index]]
      }
      index += 1
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

/// A series' name and labels as they are written, as a key of dictionaries that outlive a page.
public struct SeriesKey: Sendable, Hashable {
  private let bytes: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// The same key holding only its own bytes, so that keeping it does not keep a page.
  public var detached: SeriesKey { SeriesKey(bytes: Array(bytes)[...]) }

  public static func == (left: SeriesKey, right: SeriesKey) -> Bool { left.bytes.elementsEqual(right.bytes) }

  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
