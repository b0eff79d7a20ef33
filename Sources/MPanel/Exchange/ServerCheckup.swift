/// What the doctor learnt of a server that tells of instances, besides what it told of them.
package struct ServerCheckup: Sendable {
  /// `Prometheus at http://mon:9090`.
  package var words: String
  /// What to type to reach it.
  package var address: String
  /// What it calls itself, such as `2.42.0`; nil where it does not tell.
  package var version: String?
  /// The jobs whose instances are watched.
  package var jobs: [String] = []
  /// All that it was asked, in order.
  package var questions: [Exchange] = []
  /// Why nothing is known of any instance.
  package var failure: Failure?

  package struct Failure: Sendable {
    package var words: String
    /// nil where the server did answer.
    package var cause: ScrapeFailure?

    package init(words: String, cause: ScrapeFailure? = nil) {
      self.words = words
      self.cause = cause
    }
  }

  package init(words: String, address: String) {
    self.words = words
    self.address = address
  }
}
