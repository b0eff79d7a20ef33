/// What an instance says of itself. Everything is optional: builds differ, and nil means that it did not say.
package struct Identity: Sendable, Hashable {
  package var version: String?
  package var node: String?
  package var host: String?
  package var dialect: Dialect?
  /// How long the process has run.
  package var uptime: Duration?
  package var residentBytes: Double?
  package var heapUsedBytes: Double?
  /// The 99th percentile of the event loop's delay since anyone's last scrape, seconds.
  package var eventLoopLag: Double?
  /// Open files, as a part of what the process may have.
  package var shareOfFiles: Double?
  /// Processor time as a part of one core; looked up only while the event loop is slow, to tell work from waiting.
  package var processor: Double?
}
