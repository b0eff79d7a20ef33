/// What one look at the sources of targets brought.
package struct Discovered: Sendable {
  package var targets: [FoundTarget] = []
  /// What is wrong in what the operator wrote.
  package var mistakes: [String] = []
  /// What is wrong with it on the command line; it is told with how to call mptop.
  package var usage: String?
  /// What could not be read or looked up now, and was left as it was.
  package var troubles: [String] = []
  /// What a Prometheus configuration says that mptop does not do.
  package var notes: [Problem] = []
  /// The files that this rests on; patterns among them.
  package var files: [String] = []
  /// Whether names were looked up whose addresses may change.
  package var hasNames = false

  package init() {}
}
