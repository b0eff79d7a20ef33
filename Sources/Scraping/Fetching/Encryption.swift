import MPanel
import NIOSSL
import Synchronization

/// What TLS needs, made once for all targets that are secured alike, since reading the system's certificates takes time
/// and memory; and made anew when a file of ours that is in it changes, as certificates do that live for days.
package final class Encryption: Sendable {
  private let trust: Trust
  private let clientCertificate: Access.ClientCertificate?
  private let made = Mutex<Made?>(nil)

  private struct Made {
    var context: Result<NIOSSLContext, ScrapeFailure>
    var stamps: [FileStamp?]
  }

  package init(_ trust: Trust, clientCertificate: Access.ClientCertificate? = nil) {
    self.trust = trust
    self.clientCertificate = clientCertificate
  }

  /// Whether its files make sense as they are now.
  package var isUsable: Bool { (try? context()) != nil }

  /// For servers that are to learn nothing of us.
  var withoutClientCertificate: Encryption { clientCertificate == nil ? self : Encryption(trust) }

  /// Whether certificates are looked at.
  var verifies: Bool { trust != .anyone }

  /// Whether a server that asks for a certificate gets one.
  var offersCertificate: Bool { clientCertificate != nil }

  func context() throws(ScrapeFailure) -> NIOSSLContext {
    let stamps = files.map { FileStamp($0) }
    let context = made.withLock { made in
      if let made, made.stamps == stamps { return made.context }
      let context = Result { () throws(ScrapeFailure) in try make() }
      made = Made(context: context, stamps: stamps)
      return context
    }
    return try context.get()
  }

  private var files: [String] {
    var files: [String] = []
    if case .authority(let file) = trust { files.append(file) }
    if let clientCertificate { files += [clientCertificate.certificateFile, clientCertificate.keyFile] }
    return files
  }

  private func make() throws(ScrapeFailure) -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.applicationProtocols = ["http/1.1"]
    configuration.minimumTLSVersion = .tlsv12
    switch trust {
    case .system: break
    case .authority(let file):
      configuration.trustRoots = .certificates(try Encryption.certificates(in: file))
    case .anyone: configuration.certificateVerification = .none
    }
    if let clientCertificate {
      let chain = try Encryption.certificates(in: clientCertificate.certificateFile)
      let bytes = try Encryption.bytes(of: clientCertificate.keyFile)
      guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
        throw .tls("no key without a passphrase can be read from \(clientCertificate.keyFile)")
      }
      configuration.certificateChain = chain.map { .certificate($0) }
      configuration.privateKey = .privateKey(key)
    }
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw .tls(
        clientCertificate.map { "the key in \($0.keyFile) is not that of \($0.certificateFile)" }
          ?? "no certificates of authorities on this machine")
    }
  }

  private static func certificates(in file: String) throws(ScrapeFailure) -> [NIOSSLCertificate] {
    let bytes = try bytes(of: file)
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty else {
      throw .tls("no certificate can be read from \(file)")
    }
    return certificates
  }

  private static func bytes(of file: String) throws(ScrapeFailure) -> [UInt8] {
    do {
      // All authorities of a system are some 200 KB.
      return try RegularFile.bytes(of: file, limit: 8 << 20)
    } catch {
      throw .tls(error.description)
    }
  }
}
