/// A series that was read, and what tells it from others.
struct KnownSeries {
  /// From the first byte of the name to behind the closing brace.
  var key: Range<Int>
  /// The number of its name.
  var name: Int
  /// Of its name and labels, in whatever order they stand.
  var fingerprint: UInt64
}
