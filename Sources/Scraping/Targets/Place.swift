/// Where a target is reached: a host and a port, or a socket in the file system, and the path below which its
/// endpoints lie. Holds no credentials.
package struct Place: Sendable, Hashable {
  package enum Socket: Sendable, Hashable {
    /// `host` is a name or an address, IPv6 without its brackets.
    case network(host: String, port: Int)
    case file(path: String)
  }

  package var socket: Socket
  package var isEncrypted: Bool
  /// Put before the path of every endpoint: empty, or beginning and not ending with `/`.
  package var base: String

  package init(_ socket: Socket, isEncrypted: Bool = false, base: String = "") {
    self.socket = socket
    self.isEncrypted = isEncrypted
    self.base = base
  }

  /// The port that code, PM2 configuration and documents of mPanel agree on.
  package static let defaultPort = 2271

  /// `host:port`, as the `Host` header and the operator spell it; the port is left out where the scheme implies
  /// it.
  package var authority: String {
    switch socket {
    case .file: return "localhost"
    case .network(let host, let port):
      let name = host.contains(":") ? "[\(host)]" : host
      return isEncrypted && port == 443 ? name : "\(name):\(port)"
    }
  }

  /// What to type to reach it.
  package var address: String {
    switch socket {
    case .file(let path): "unix:\(path)"
    case .network:
      isEncrypted ? "https://\(authority)\(base)" : base.isEmpty ? authority : "http://\(authority)\(base)"
    }
  }

  /// The name it goes by until the operator gives it another.
  package var name: String {
    switch socket {
    case .file(let path): path.split(separator: "/").last.map(String.init) ?? path
    case .network: authority + base
    }
  }

  /// The name that a certificate must be for; nil for an address, where the address itself is compared.
  var certificateName: String? {
    guard case .network(let host, _) = socket else { return nil }
    let isAddress = host.contains(":") || host.allSatisfy { $0 == "." || $0.isNumber }
    return isAddress ? nil : host
  }
}
