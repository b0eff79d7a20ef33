import Glibc
import MPanel
import NIOPosix
import NIOSSL
import OtherPrograms
import Scraping
import Testing

@Suite(.enabled(if: Certificates.isPresent, "\(Certificates.absence)"))
struct EncryptionTests {
  /// Runs `body` with certificates for 127.0.0.1, for another name, and one that has ended.
  private func withCertificates(_ body: (Certificates) async throws -> Void) async throws {
    let certificates = try await onAThread {
      let certificates = try Certificates()
      try certificates.make("good", for: "IP:127.0.0.1,DNS:localhost", days: 20)
      try certificates.make("other", for: "DNS:a.example,DNS:b.example")
      try certificates.make("ended", for: "IP:127.0.0.1", days: -1)
      try certificates.make("client", for: "DNS:me")
      return certificates
    }
    defer { certificates.remove() }
    try await body(certificates)
  }

  /// What one scrape of a server with that certificate comes to.
  private func scrape(
    _ certificates: Certificates, _ name: String, asksForCertificate: Bool = false,
    version: TLSVersion = .tlsv13, examined: Bool = false, _ change: (inout Access) -> Void = { _ in }
  ) async throws -> Report {
    let chain = try NIOSSLCertificate.fromPEMFile(certificates.file(name)).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let key = try NIOSSLPrivateKey(file: certificates.key(name), format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain, privateKey: .privateKey(key))
    configuration.maximumTLSVersion = version
    if asksForCertificate {
      configuration.certificateVerification = .noHostnameVerification
      configuration.trustRoots = .file(certificates.file("authority"))
    }
    let server = try await ScriptedServer(security: try NIOSSLContext(configuration: configuration)) { _, _ in
      [Answers.http()]
    }
    var access = Access()
    access.trust = .authority(file: certificates.file("authority"))
    change(&access)
    let target = ScrapeTarget(
      target: Target(id: 0, name: "x", address: "x"),
      place: Place(.network(host: "127.0.0.1", port: server.port), isEncrypted: true), access: access)
    let reports =
      examined
      ? await Examination.of([target], timekeeper: VirtualTime().timekeeper).flatMap(\.reports)
      : await Once.reports(of: [target], span: .zero, probes: [], patience: .ample)
    await server.stop()
    return try #require(reports.last)
  }

  private func words(_ report: Report) -> String { report.failure?.words ?? "" }

  @Test("a certificate of one's own authority is believed, and its end is known")
  func good() async throws {
    try await withCertificates { certificates in
      let report = try await scrape(certificates, "good")
      #expect(report.failure == nil)
      #expect(report.exchange.cautions.isEmpty)
      let ends = try #require(report.exchange.certificateEnds)
      #expect(abs(ends - report.at.unixSeconds - 20 * 86_400) < 86_400)
    }
  }

  @Test("why a certificate is not believed is said")
  func refused() async throws {
    try await withCertificates { certificates in
      let ended = words(try await scrape(certificates, "ended"))
      #expect(ended.hasPrefix("TLS: the certificate ended 2") && ended.hasSuffix(" h ago"))
      let other = words(try await scrape(certificates, "other"))
      #expect(other == "TLS: the certificate is for a.example and 1 more, not for 127.0.0.1")
      let unknown = words(
        try await scrape(certificates, "good") { $0.trust = .authority(file: certificates.file("stranger")) })
      #expect(unknown == "TLS: the certificate is not from an authority that is trusted here")
    }
  }

  @Test("the doctor is told what was seen of TLS, also where no connection came about; the dashboard is not")
  func seen() async throws {
    try await withCertificates { certificates in
      let good = try await scrape(certificates, "good", version: .tlsv12, examined: true)
      let line = try #require(good.exchange.secureLine)
      #expect(line.version == "TLS 1.2" && line.fault == nil && line.isVerified && line.name == "127.0.0.1")
      let certificate = try #require(line.certificate)
      #expect(certificate.subject == "CN=good" && certificate.issuer == "CN=authority")
      #expect(certificate.names == ["127.0.0.1", "localhost"] && !certificate.isSelfSigned)
      #expect(certificate.ends == good.exchange.certificateEnds && certificate.begins < certificate.ends)
      #expect(try await scrape(certificates, "good").exchange.secureLine == nil)
      for (name, fault) in [
        ("other", SecureLine.Fault.otherName), ("ended", .ended), ("stranger", .selfSigned),
      ] {
        let line = try await scrape(certificates, name, examined: true).exchange.secureLine
        #expect(line?.fault == fault, "\(name)")
        #expect(line?.certificate?.subject == "CN=\(name)")
        #expect(line?.certificate?.isSelfSigned == (fault == .selfSigned))
      }
      let unknown = try await scrape(certificates, "good", examined: true) {
        $0.trust = .authority(file: certificates.file("stranger"))
      }
      #expect(unknown.exchange.secureLine?.fault == .unknownAuthority)
      let anybody = try await scrape(certificates, "stranger", examined: true) { $0.trust = .anyone }
      #expect(anybody.failure == nil && anybody.exchange.secureLine?.isVerified == false)
    }
  }

  @Test("another name may be asked for, and anybody believed, which is remembered with every answer")
  func exceptions() async throws {
    try await withCertificates { certificates in
      let named = try await scrape(certificates, "other") { $0.serverName = "b.example" }
      #expect(named.failure == nil)
      let misnamed = words(try await scrape(certificates, "other") { $0.serverName = "c.example" })
      #expect(misnamed.hasSuffix("not for c.example"))
      for name in ["other", "ended"] {
        let report = try await scrape(certificates, name) { $0.trust = .anyone }
        #expect(report.failure == nil)
        #expect(report.exchange.cautions == [.unverified])
      }
    }
  }

  @Test("a server that asks for a certificate of ours gets one", arguments: [TLSVersion.tlsv12, .tlsv13])
  func clientCertificates(version: TLSVersion) async throws {
    try await withCertificates { certificates in
      func report(showing name: String?) async throws -> Report {
        try await scrape(certificates, "good", asksForCertificate: true, version: version) { access in
          access.clientCertificate = name.map {
            Access.ClientCertificate(certificateFile: certificates.file($0), keyFile: certificates.key($0))
          }
        }
      }
      let known = try await report(showing: "client")
      #expect(known.failure == nil)
      let none = words(try await report(showing: nil))
      #expect(none.contains("asks for a certificate of ours"))
      let stranger = words(try await report(showing: "stranger"))
      #expect(stranger.contains("does not accept our certificate"))
    }
  }

  @Test("files that do not fit together are named")
  func files() async throws {
    try await withCertificates { certificates in
      let mixed = Access.ClientCertificate(
        certificateFile: certificates.file("client"), keyFile: certificates.key("stranger"))
      let report = try await scrape(certificates, "good") { $0.clientCertificate = mixed }
      #expect(words(report).hasPrefix("TLS: the key in \(certificates.key("stranger"))"))
    }
  }

  @Test("an authority's file that is replaced is read again")
  func replaced() async throws {
    try await withCertificates { certificates in
      let file = certificates.file("stranger")
      let encryption = Encryption(.authority(file: file))
      #expect(encryption.isUsable)
      #expect(rename(file, file + ".away") == 0)
      #expect(!encryption.isUsable)
      #expect(rename(file + ".away", file) == 0)
      #expect(encryption.isUsable)
    }
  }
}
