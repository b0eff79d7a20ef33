/// The answer that mPanel gives on every path once it has been told to stop, on connections that were open
/// already; new ones it refuses.
package struct Drain: Sendable, Hashable {
  /// How long it asks to stay away; nil where it does not say.
  package var retryAfterSeconds: Int?

  /// Reads the body of a 503; nil where it says something else, such as "not ready".
  ///
  /// The real one is `{"error":"Server is shutting down","retry_after":30}`.
  package init?(body: [UInt8]) {
    guard let document = JSONReader.read(body) else { return nil }
    let seconds = document["retry_after"]?.amount(atMost: 86_400)
    let words = document["error"]?.text?.lowercased() ?? ""
    guard document["status"] == nil, document["ready"] == nil else { return nil }
    guard seconds != nil || words.contains("shutting down") else { return nil }
    retryAfterSeconds = seconds.flatMap { Int(exactly: $0.rounded()) }
  }
}
