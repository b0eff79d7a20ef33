/// What was understood of one body.
package struct Page: Sendable {
  package internal(set) var table: SeriesTable
  /// One value a series, in the order of ``table``.
  package internal(set) var values: [Double]
  /// One a series, NaN where a line gives none; nil where no line gives one, as on mPanel's pages always.
  var timestamps: [Double]?
  /// In the order of their series.
  package internal(set) var exemplars: [Exemplar]
  package let format: Format
  /// The first lines that could not be read and are missing from the page.
  package let complaints: [Complaint]
  /// How many lines could not be read.
  package let complaintCount: Int
  /// The first lines that were understood although the format does not allow them. Lenient only.
  package let warnings: [Complaint]
  package let warningCount: Int
  /// Lines that repeat a series; the first of them counts, as for the Prometheus server.
  package let duplicateCount: Int
  /// What is missing because a limit was reached.
  package let leftOut: LeftOut
  package internal(set) var bodyBytes: Int

  /// How many complaints are kept, and how many warnings.
  package static let complaintsKept = 20

  /// Samples left out because a limit was reached.
  package var leftOutCount: Int { leftOut.sampleCount }

  /// The same series with other values, one each, in the order of ``table``: for who knows without reading that
  /// nothing but values has changed. nil where their number differs.
  package func with(values: [Double]) -> Page? {
    guard values.count == self.values.count else { return nil }
    var page = self
    page.values = values
    return page
  }

  /// Whether every line was read: with the strict verdict, whether the page is right.
  package var isAccepted: Bool { complaintCount == 0 }

  /// The timestamp that a line gives, in milliseconds since 1970; nil where it gives none.
  package func timestamp(of index: Int) -> Double? {
    guard let timestamps, !timestamps[index].isNaN else { return nil }
    return timestamps[index]
  }
}

extension Page {
  /// The page that stands for a body that is too large to read.
  init(tooLarge size: Int, format: Format) {
    self.init(
      table: .empty, values: [], timestamps: nil, exemplars: [], format: format,
      complaints: [Complaint(line: 1, column: 1, message: "the page is larger than 4 GiB", excerpt: "")],
      complaintCount: 1, warnings: [], warningCount: 0, duplicateCount: 0, leftOut: LeftOut(), bodyBytes: size
    )
  }
}
