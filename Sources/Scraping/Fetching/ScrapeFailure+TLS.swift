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

  /// Why no secure connection came about. BoringSSL says it in the names of its errors alone.
  init(securing error: any Error, _ handshake: Handshake) {
    let text = String(describing: error)
    func says(_ words: String...) -> Bool { words.contains { text.contains($0[...]) } }
    if says("CERTIFICATE_VERIFY_FAILED") {
      self = .tls(ScrapeFailure.distrust(handshake))
    } else if says("unableToValidateCertificate", "failedToValidateHostname", "serverHostnameImpossible") {
      self = .tls(ScrapeFailure.otherName(handshake))
    } else if says("WRONG_VERSION_NUMBER", "HTTP_REQUEST") {
      self = .tls("no TLS spoken there, try http://")
    } else if says("CERTIFICATE_REQUIRED") {
      self = .tls("the server asks for a certificate of ours")
    } else if says("UNKNOWN_CA", "CERTIFICATE_UNKNOWN", "BAD_CERTIFICATE", "CERTIFICATE_EXPIRED", "REVOKED") {
      self = .tls(
        handshake.offersCertificate
          ? "the server does not accept our certificate" : "the server asks for a certificate of ours")
    } else if says("UNRECOGNIZED_NAME") {
      self = .tls("the server has no certificate for \(handshake.name)")
    } else if says("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL") {
      self = .tls("no version in common: here 1.2 and 1.3 are spoken")
    } else if says("HANDSHAKE_FAILURE") {
      self = .tls(
        handshake.offersCertificate
          ? "no agreement with the server, or it does not accept our certificate"
          : "no agreement with the server, or it asks for a certificate of ours")
    } else if says("uncleanShutdown", "eofDuringHandshake", "EOF during handshake") {
      self = .tls("the server closed the connection during the handshake")
    } else {
      self = .tls("no agreement with the server")
    }
  }

  /// Why a certificate for the right name is not believed.
  private static func distrust(_ handshake: Handshake) -> String {
    guard let certificate = handshake.certificate else { return "the certificate is not trusted here" }
    let ended = handshake.unixSeconds - Double(certificate.notValidAfter)
    if ended > 0 { return "the certificate ended \(span(ended)) ago" }
    let begins = Double(certificate.notValidBefore) - handshake.unixSeconds
    if begins > 0 { return "the certificate begins in \(span(begins)) only, or the clock here is wrong" }
    return "the certificate is not from an authority that is trusted here"
  }

  private static func otherName(_ handshake: Handshake) -> String {
    let names = handshake.certificate.map(names) ?? []
    guard let first = names.first else { return "the certificate is not for \(handshake.name)" }
    let others = names.count > 1 ? " and \(names.count - 1) more" : ""
    return "the certificate is for \(first)\(others), not for \(handshake.name)"
  }

  private static func names(in certificate: NIOSSLCertificate) -> [String] {
    certificate._subjectAlternativeNames().compactMap { name in
      guard name.nameType == .dnsName else { return nil }
      return name.contents.withUnsafeBufferPointer { CleanText.excerpt($0, limit: 40) }
    }
  }

  private static func span(_ seconds: Double) -> String {
    let hours = Int(exactly: min(seconds / 3600, 1e9).rounded(.down)) ?? 0
    return hours < 1 ? "less than an hour" : hours < 48 ? "\(hours) h" : "\(hours / 24) d"
  }
}
