/// What was seen of the TLS of one connection, also of one that did not come about; kept for the doctor alone.
package struct SecureLine: Sendable, Hashable {
  /// `TLS 1.3`; nil where none was agreed on.
  package var version: String?
  /// What the server showed.
  package var certificate: ServerCertificate?
  /// The name or address that was to be on the certificate.
  package var name: String
  /// Whether the certificate was looked at.
  package var isVerified: Bool
  package var fault: Fault?

  package init(
    version: String? = nil, certificate: ServerCertificate? = nil, name: String, isVerified: Bool = true,
    fault: Fault? = nil
  ) {
    self.version = version
    self.certificate = certificate
    self.name = name
    self.isVerified = isVerified
    self.fault = fault
  }

  /// Why no secure connection came about: each is somebody else's to mend.
  package enum Fault: Sendable, Hashable {
    case ended, notBegun, otherName, unknownAuthority, selfSigned
    /// It asks for a certificate of ours, or does not accept the one it got.
    case wantsOurs, refusesOurs
    case noNameThere, noCommonVersion, notSpoken, brokenOff, other
  }
}
