import MPanel

/// One thing that can be the matter: when it is, and how it is said.
package struct DiagnosisRule: Sendable {
  package var id: String
  /// When it is found, as docs/alerts.md says it.
  package var when: String
  /// A sentence that it has said.
  package var example: String
  /// The head and the figures; nil where it is not the matter.
  var find: @Sendable (Symptoms) -> (head: String, figures: [String?])?
}
