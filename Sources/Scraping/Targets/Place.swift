/// Where a target is reached: a host and a port, or a socket in the file system, and the path below which its
/// endpoints lie. Holds no credentials.
package struct Place: Sendable, Hashable {
  package enum Socket: Sendable, Hashable {
    /// `host` is a name or an address, IPv6 without its brackets.
    case network(host: String, port: Int)
    case file(path: String)
  }

  package var socket: Socket
  /// The name that is asked for, where ``socket`` is one of several addresses of it.
  package var hostName: String?
  package var isEncrypted: Bool
  /// The machine through which ``socket`` is reached over SSH, and as seen from which it is meant.
  package var gateway: Gateway?
  /// Put before the path of every endpoint: empty, or beginning and not ending with `/`.
  package var base: String

  package init(_ socket: Socket, isEncrypted: Bool = false, base: String = "", gateway: Gateway? = nil) {
    self.socket = socket
    self.gateway = gateway
    self.isEncrypted = isEncrypted
    self.base = base
  }

  /// The port that code, PM2 configuration and documents of mPanel agree on.
  package static let defaultPort = 2271

  /// `host:port`, as the `Host` header and the operator spell it; the port is left out where the scheme implies
  /// it.
  package var authority: String { authority(of: hostName) }

  /// The same as a `Host` header may say it: the zone of an IPv6 address means something on this machine alone.
  var hostField: String {
    let authority = authority
    guard let zone = authority.firstIndex(of: "%"), let end = authority.lastIndex(of: "]"), zone < end else {
      return authority
    }
    return String(authority[..<zone] + authority[end...])
  }

  private func authority(of hostName: String?) -> String {
    switch socket {
    case .file: return "localhost"
    case .network(let address, let port):
      let host = hostName ?? address
      let name = host.contains(":") ? "[\(host)]" : host
      return isEncrypted && port == 443 ? name : "\(name):\(port)"
    }
  }

  /// The same with the address that is connected to.
  private var endpoint: String { authority(of: nil) }

  /// What to type to reach it.
  package var address: String {
    if let gateway { return "\(gateway.address)\(farEnd)\(base)" }
    return switch socket {
    case .file(let path): "unix:\(path)"
    case .network:
      isEncrypted ? "https://\(endpoint)\(base)" : base.isEmpty ? endpoint : "http://\(endpoint)\(base)"
    }
  }

  /// The name it goes by until the operator gives it another.
  package var name: String {
    // Behind TLS it is known by what its certificate is for.
    if isEncrypted { return endpoint + base }
    return switch socket {
    case .network(_, Place.defaultPort) where gateway != nil: (gateway?.host ?? "") + base
    case .network(_, let port) where gateway != nil: "\(gateway?.host ?? ""):\(port)\(base)"
    case .file(let path): path.split(separator: "/").last.map(String.init) ?? path
    case .network: endpoint + base
    }
  }

  /// What stands behind the gateway where it is not mPanel's own place: `/127.0.0.1:2272`, `/https://panel`,
  /// `/unix:/run/x.sock`.
  private var farEnd: String {
    if isEncrypted { return "/https://\(endpoint)" }
    return switch socket {
    case .network("127.0.0.1", Place.defaultPort): ""
    case .network: "/\(authority)"
    case .file(let path): "/unix:\(path)"
    }
  }

  /// Whether what is sent there can be read only on machines that are at its ends.
  package var isPrivate: Bool {
    guard !isEncrypted, gateway == nil, case .network(let host, _) = socket else { return true }
    return host == "localhost" || host == "::1" || (host.hasPrefix("127.") && Place.isAddress(host))
  }

  /// Whether two places are one server, as far as a secret may go.
  package func hasOrigin(of other: Place) -> Bool {
    socket == other.socket && isEncrypted == other.isEncrypted && gateway == other.gateway
      && hostName == other.hostName
  }

  /// The name that a certificate must be for; nil for an address, where the address itself is compared.
  var certificateName: String? {
    guard case .network = socket else { return nil }
    return Place.isAddress(host) ? nil : host
  }

  /// The host's name or address.
  var host: String {
    guard case .network(let address, _) = socket else { return "localhost" }
    return hostName ?? address
  }

  static func isAddress(_ host: String) -> Bool {
    host.contains(":") || host.allSatisfy { $0 == "." || $0.isNumber }
  }
}
