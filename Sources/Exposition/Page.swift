/// What was understood of one body.
public struct Page: Sendable {
  public var table: SeriesTable
  /// One value a series, in the order of ``table``.
  public var values: [Double]
  /// Timestamps that the page gives, milliseconds since 1970, by the series' place. mPanel never sends any.
  public var timestamps: [Int: Double]
  public var format: Format
  /// The first lines that could not be read.
  public var complaints: [Complaint]
  /// How many lines could not be read.
  public var complaintCount: Int
  /// Lines that repeat a series; the first of them counts.
  public var duplicateCount: Int
  /// Samples left out because a limit was reached.
  public var leftOutCount: Int
  public var bodyBytes: Int

  /// How many complaints are kept.
  public static let complaintsKept = 20

  /// Whether a parser that forgives nothing would take the page.
  public var isAccepted: Bool { complaintCount == 0 }
}
