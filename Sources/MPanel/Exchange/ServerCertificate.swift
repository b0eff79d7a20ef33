/// A certificate in words; all of them clean.
package struct ServerCertificate: Sendable, Hashable {
  /// `CN=panel.example.com, O=Example`.
  package var subject: String
  package var issuer: String
  /// The names and addresses that it is for.
  package var names: [String]
  /// Unix seconds.
  package var begins: Double
  package var ends: Double
  package var isSelfSigned: Bool

  package init(
    subject: String, issuer: String, names: [String], begins: Double, ends: Double, isSelfSigned: Bool
  ) {
    self.subject = subject
    self.issuer = issuer
    self.names = names
    self.begins = begins
    self.ends = ends
    self.isSelfSigned = isSelfSigned
  }
}
