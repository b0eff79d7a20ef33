import MPanel

/// A report, with what only scheduling wants to know.
package struct Asked: Sendable {
  package var report: Report
  /// How long the server took until the first byte, without the way there and back; nil where nothing came.
  package var serverTime: Duration?

  package init(report: Report, serverTime: Duration? = nil) {
    self.report = report
    self.serverTime = serverTime
  }
}
