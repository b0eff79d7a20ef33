import MPanel
import NIOCore
import NIOSSL

extension ScrapeFailure {
  /// What is known of the other side of a connection that could not be secured.
  struct Handshake {
    /// What the server showed.
    var certificate: NIOSSLCertificate?
    /// Whom we wanted to speak to.
    var name: String
    /// Whether we had a certificate to show.
    var offersCertificate: Bool
    var unixSeconds: Double
  }

  /// Why no secure connection came about, as the operator is told.
  init(securing error: any Error, _ handshake: Handshake) {
    self = .tls(ScrapeFailure.words(ScrapeFailure.fault(securing: error, handshake), error, handshake))
  }

  /// Why no secure connection came about. BoringSSL says it in the names of its errors alone.
  static func fault(securing error: any Error, _ handshake: Handshake) -> SecureLine.Fault {
    let text = String(describing: error)
    func says(_ words: String...) -> Bool { words.contains { text.contains($0[...]) } }
    if says("CERTIFICATE_VERIFY_FAILED") { return distrust(handshake) }
    if says("unableToValidateCertificate", "failedToValidateHostname", "serverHostnameImpossible") {
      return .otherName
    }
    if says("WRONG_VERSION_NUMBER", "HTTP_REQUEST") { return .notSpoken }
    if says("CERTIFICATE_REQUIRED") { return .wantsOurs }
    if says("UNKNOWN_CA", "CERTIFICATE_UNKNOWN", "BAD_CERTIFICATE", "CERTIFICATE_EXPIRED", "REVOKED") {
      return handshake.offersCertificate ? .refusesOurs : .wantsOurs
    }
    if says("UNRECOGNIZED_NAME") { return .noNameThere }
    if says("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL") { return .noCommonVersion }
    if says("uncleanShutdown", "eofDuringHandshake", "EOF during handshake") { return .brokenOff }
    return .other
  }

  /// Why a certificate is not believed whose name has not been looked at yet.
  private static func distrust(_ handshake: Handshake) -> SecureLine.Fault {
    guard let certificate = handshake.certificate else { return .unknownAuthority }
    if handshake.unixSeconds > Double(certificate.notValidAfter) { return .ended }
    if handshake.unixSeconds < Double(certificate.notValidBefore) { return .notBegun }
    let names = (try? certificate.toDERBytes()).flatMap { CertificateNames(der: $0) }
    return names?.isSelfSigned == true ? .selfSigned : .unknownAuthority
  }

  private static func words(_ fault: SecureLine.Fault, _ error: any Error, _ handshake: Handshake) -> String {
    let begins = handshake.certificate.map { Double($0.notValidBefore) - handshake.unixSeconds } ?? 0
    let ended = handshake.certificate.map { handshake.unixSeconds - Double($0.notValidAfter) } ?? 0
    switch fault {
    case .ended: return "the certificate ended \(span(ended)) ago"
    case .notBegun: return "the certificate begins in \(span(begins)) only, or the clock here is wrong"
    case .otherName: return otherName(handshake)
    case .selfSigned: return "the certificate is signed by itself alone, and not trusted here"
    case .unknownAuthority:
      return handshake.certificate == nil
        ? "the certificate is not trusted here"
        : "the certificate is not from an authority that is trusted here"
    case .wantsOurs: return "the server asks for a certificate of ours"
    case .refusesOurs: return "the server does not accept our certificate"
    case .noNameThere: return "the server has no certificate for \(handshake.name)"
    case .noCommonVersion: return "no version in common: here 1.2 and 1.3 are spoken"
    case .notSpoken: return "no TLS spoken there, try http://"
    case .brokenOff: return "the server closed the connection during the handshake"
    case .other:
      guard String(describing: error).firstRange(of: "HANDSHAKE_FAILURE") != nil else {
        return "no agreement with the server"
      }
      return handshake.offersCertificate
        ? "no agreement with the server, or it does not accept our certificate"
        : "no agreement with the server, or it asks for a certificate of ours"
    }
  }

  private static func otherName(_ handshake: Handshake) -> String {
    let names = handshake.certificate.map(names) ?? []
    guard let first = names.first else { return "the certificate is not for \(handshake.name)" }
    let others = names.count > 1 ? " and \(names.count - 1) more" : ""
    return "the certificate is for \(first)\(others), not for \(handshake.name)"
  }

  fileprivate static func names(in certificate: NIOSSLCertificate) -> [String] {
    certificate._subjectAlternativeNames().compactMap { name in
      name.contents.withUnsafeBufferPointer { bytes in
        switch name.nameType {
        case .dnsName: CleanText.excerpt(bytes, limit: 40)
        case .ipAddress where bytes.count == 4: bytes.map(String.init).joined(separator: ".")
        case .ipAddress: "an IPv6 address"
        default: nil
        }
      }
    }
  }

  private static func span(_ seconds: Double) -> String {
    let hours = Int(exactly: min(seconds / 3600, 1e9).rounded(.down)) ?? 0
    return hours < 1 ? "less than an hour" : hours < 48 ? "\(hours) h" : "\(hours / 24) d"
  }
}

extension ServerCertificate {
  init(_ certificate: NIOSSLCertificate) {
    let names = (try? certificate.toDERBytes()).flatMap { CertificateNames(der: $0) }
    self.init(
      subject: names?.subject ?? "not readable", issuer: names?.issuer ?? "not readable",
      names: ScrapeFailure.names(in: certificate), begins: Double(certificate.notValidBefore),
      ends: Double(certificate.notValidAfter), isSelfSigned: names?.isSelfSigned ?? false)
  }
}
