import MPanel
import NIOSSL

/// What TLS needs, made once for all targets that trust alike: reading the system's certificates takes time and
/// memory.
package struct Encryption: Sendable {
  let context: Result<NIOSSLContext, ScrapeFailure>

  package init(_ trust: Trust) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.applicationProtocols = ["http/1.1"]
    switch trust {
    case .system: break
    case .authority(let file): configuration.trustRoots = .file(file)
    case .anyone: configuration.certificateVerification = .none
    }
    do {
      context = .success(try NIOSSLContext(configuration: configuration))
    } catch {
      let words =
        switch trust {
        case .authority(let file): "no certificate can be read from \(file)"
        case .system, .anyone: "no certificates of authorities on this machine"
        }
      context = .failure(.tls(words))
    }
  }
}
