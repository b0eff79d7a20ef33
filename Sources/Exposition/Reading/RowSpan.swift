/// The bytes from behind one row to the end of the next: comments, lines that gave no row, then the row's line.
///
/// Spans count from where the one before ended, so a value that grows by a digit changes one span only.
struct RowSpan: Sendable, BitwiseCopyable {
  /// Where the row's value begins.
  var valueStart: UInt32
  /// With the line feed.
  var length: UInt32
}
