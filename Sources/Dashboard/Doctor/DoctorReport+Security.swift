import Drawing
import MPanel
import Telemetry

/// TLS, and what is less safe than it should be.
extension DoctorReport {
  /// - Parameter address: what to type to reach the server, for remedies.
  static func security(_ exchange: Exchange, at: Moment, address: String) -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    if let line = exchange.secureLine {
      findings.append(finding(of: line, at: at, address: address))
      if let certificate = line.certificate { findings.append(finding(of: certificate, line, at: at)) }
    }
    return findings
      + exchange.cautions.map { caution in
        DoctorFinding(
          caution.severity == .critical ? .bad : .note, "safety", caution.words, remedy: remedy(for: caution))
      }
  }

  private static func finding(of line: SecureLine, at: Moment, address: String) -> DoctorFinding {
    guard let fault = line.fault else {
      let trust = line.isVerified ? "verified for \(line.name)" : "not verified"
      return DoctorFinding(line.isVerified ? .good : .note, "TLS", "\(line.version ?? "TLS"), \(trust)")
    }
    let (words, remedy) = words(of: fault, line, address: address)
    return DoctorFinding(.bad, "TLS", words, remedy: remedy)
  }

  private static func finding(
    of certificate: ServerCertificate, _ line: SecureLine, at: Moment
  ) -> DoctorFinding {
    let left = certificate.ends - at.unixSeconds
    let days = saturating((abs(left) / 86_400).rounded(.down))
    let span = days == 1 ? "1 day" : "\(days) days"
    let age = left < 0 ? "ended \(span) ago" : "\(span) left"
    let names = certificate.names.prefix(4).joined(separator: ", ")
    let more = certificate.names.count > 4 ? " and \(certificate.names.count - 4) more" : ""
    let issuer = certificate.isSelfSigned ? "signed by itself" : "from \(certificate.issuer)"
    let words =
      "\(certificate.subject), for \(names.isEmpty ? "no name" : names + more), \(issuer), \(age)"
    // Those that ended are told of already, with why the connection did not come about.
    let endsSoon = left >= 0 && left < 14 * 86_400
    let isUnseen = left < 0 && line.fault == nil
    return DoctorFinding(
      endsSoon || isUnseen ? .bad : line.fault == nil ? .good : .note, "certificate", words,
      remedy: endsSoon || isUnseen ? renew : nil)
  }

  private static let renew =
    "renew it, and see why it was not renewed by itself: systemctl list-timers, certbot renew --dry-run"

  private static func words(of fault: SecureLine.Fault, _ line: SecureLine, address: String) -> (
    String, String
  ) {
    let certificate = line.certificate
    let far = place(of: address)
    let save = "openssl s_client -connect \(far) -servername \(line.name) </dev/null | openssl x509 >it.pem"
    return switch fault {
    case .ended: ("the certificate has ended: every browser refuses it too", renew)
    case .notBegun:
      ("the certificate begins later only, or a clock is wrong", "compare timedatectl on both machines")
    case .otherName:
      (
        "the certificate is not for \(line.name)",
        certificate?.names.first.map { "ask for a name that it is for, or add --server-name \($0)" }
          ?? "have it made for \(line.name)"
      )
    case .selfSigned:
      (
        "the certificate is signed by itself alone: anybody can make one like it",
        "trust this very one: \(save); compare it with the server's own file, then --ca it.pem"
      )
    case .unknownAuthority:
      (
        "the authority is not trusted here: \(certificate?.issuer ?? "unknown")",
        "--ca FILE with that authority's certificate as PEM; if browsers do trust it, the server leaves out what links the two (fullchain.pem)"
      )
    case .wantsOurs: ("the server asks for a certificate of ours", "--cert FILE and --key FILE")
    case .refusesOurs:
      (
        "the server does not accept our certificate",
        "see its log; is ours from the authority that it trusts?"
      )
    case .noNameThere:
      (
        "the server has no certificate for \(line.name)",
        "ask for the name that it has, or --server-name NAME"
      )
    case .noCommonVersion:
      ("the server speaks no TLS 1.2 or 1.3", "have its TLS renewed: older ones can be broken")
    case .notSpoken: ("no TLS is spoken there", "http:// in place of https://")
    case .brokenOff:
      ("the server hung up during the handshake", "see its log: a wrong name or a missing certificate, often")
    case .other: ("no agreement with the server", "see its log; openssl s_client -connect \(far) says more")
    }
  }

  /// `host:port` out of what is typed.
  private static func place(of address: String) -> String {
    let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
    let authority = rest.prefix { $0 != "/" }
    return authority.contains(":") ? String(authority) : "\(authority):443"
  }

  private static func remedy(for caution: Caution) -> String {
    switch caution {
    case .unverified: "--ca FILE with the authority's certificate in place of --insecure"
    case .secretInTheClear: "https://, or ssh://HOST: anybody on the way can read it"
    case .readableSecret(let path): "chmod 600 \(path)"
    }
  }
}
