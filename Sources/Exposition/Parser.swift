import Glibc

/// Reads the pages of one target, one after another.
///
/// A steady target sends the same lines with other values. The parser keeps the table of the last page; as long as
/// each line begins with the very bytes expected there, only numbers are read and the table is used again.
public struct Parser: Sendable {
  public let verdict: Verdict
  public let limits: Limits
  private var last: SeriesTable?

  public init(verdict: Verdict = .lenient, limits: Limits = Limits()) {
    self.verdict = verdict
    self.limits = limits
  }

  /// Reads a body. Never fails as a whole: what could not be read is in the page's complaints.
  public mutating func parse(_ body: [UInt8], contentType: String? = nil) -> Page {
    let format = Format.detect(contentType: contentType, body: body)
    // Places are 32 bits wide; a body of 4 GiB is far beyond what scraping lets through.
    guard body.count < Int(UInt32.max) else {
      return Page(
        table: .empty, values: [], timestamps: [:], format: format,
        complaints: [Complaint(line: 1, column: 1, message: "page too large", excerpt: "")],
        complaintCount: 1,
        duplicateCount: 0, leftOutCount: 0, bodyBytes: body.count)
    }
    if let last, let values = Parser.steadyValues(body, last, lenient: verdict == .lenient) {
      return Page(
        table: last, values: values, timestamps: [:], format: format, complaints: [], complaintCount: 0,
        duplicateCount: 0, leftOutCount: 0, bodyBytes: body.count)
    }
    var reader = PageReader(body: body, format: format, verdict: verdict, limits: limits)
    let page = reader.read()
    // A page with anything odd is read in full each time, so that its complaints are always those of its own.
    let isPlain =
      page.complaintCount == 0 && page.duplicateCount == 0 && page.leftOutCount == 0
      && page.timestamps.isEmpty && !reader.hasExtras
    last = isPlain ? page.table : nil
    return page
  }

  /// The values of a body that has the very lines of the last one, in the same order; nil where anything differs.
  private static func steadyValues(_ body: [UInt8], _ table: SeriesTable, lenient: Bool) -> [Double]? {
    body.withUnsafeBufferPointer { new in
      table.bytes.withUnsafeBufferPointer { old in
        var values: [Double] = []
        values.reserveCapacity(table.rows.count)
        var row = 0
        var comment = 0
        var start = 0
        while start < new.count {
          let byte = new[start]
          if byte == 10 {
            start += 1
            continue
          }
          if byte == UInt8(ascii: "#") {
            guard comment < table.comments.count else { return nil }
            let range = table.comments[comment]
            let end = start + range.count
            guard end <= new.count, end == new.count || new[end] == 10,
              same(new, start, old, range.lowerBound, range.count)
            else { return nil }
            comment += 1
            start = end + 1
            continue
          }
          guard row < table.rows.count else { return nil }
          let from = Int(table.rows[row].keyStart)
          let length = Int(table.rows[row].keyEnd) - from
          let keyEnd = start + length
          guard keyEnd + 1 < new.count, new[keyEnd] == UInt8(ascii: " "), same(new, start, old, from, length)
          else { return nil }
          var end = keyEnd + 1
          while end < new.count, new[end] > 32 { end += 1 }
          guard end == new.count || new[end] == 10,
            let value = DecimalNumber.parse(new, keyEnd + 1, end, lenient: lenient)
          else { return nil }
          values.append(value)
          row += 1
          start = end + 1
        }
        return row == table.rows.count && comment == table.comments.count ? values : nil
      }
    }
  }

  @inline(__always)
  private static func same(
    _ left: UnsafeBufferPointer<UInt8>, _ leftStart: Int, _ right: UnsafeBufferPointer<UInt8>,
    _ rightStart: Int,
    _ count: Int
  ) -> Bool {
    guard let left = left.baseAddress, let right = right.baseAddress else { return count == 0 }
    return memcmp(left + leftStart, right + rightStart, count) == 0
  }
}
