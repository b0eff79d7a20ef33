import MPanel

/// A report, with what only scheduling wants to know.
struct Asked: Sendable {
  var report: Report
  /// How long the server took until the first byte, without the way there and back; nil where nothing came.
  var serverTime: Duration?
}
