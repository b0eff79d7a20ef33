/// What was understood of one body.
public struct Page: Sendable {
  public internal(set) var table: SeriesTable
  /// One value a series, in the order of ``table``.
  public internal(set) var values: [Double]
  /// One a series, NaN where a line gives none; nil where no line gives one, as on mPanel's pages always.
  var timestamps: [Double]?
  /// In the order of their series.
  public internal(set) var exemplars: [Exemplar]
  public let format: Format
  /// The first lines that could not be read and are missing from the page.
  public let complaints: [Complaint]
  /// How many lines could not be read.
  public let complaintCount: Int
  /// The first lines that were understood although the format does not allow them. Lenient only.
  public let warnings: [Complaint]
  public let warningCount: Int
  /// Lines that repeat a series; the first of them counts, as for the Prometheus server.
  public let duplicateCount: Int
  /// What is missing because a limit was reached.
  public let leftOut: LeftOut
  public internal(set) var bodyBytes: Int

  /// How many complaints are kept, and how many warnings.
  public static let complaintsKept = 20

  /// Samples left out because a limit was reached.
  public var leftOutCount: Int { leftOut.sampleCount }

  /// Whether every line was read: with the strict verdict, whether the page is right.
  public var isAccepted: Bool { complaintCount == 0 }

  /// The timestamp that a line gives, in milliseconds since 1970; nil where it gives none.
  public func timestamp(of index: Int) -> Double? {
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
