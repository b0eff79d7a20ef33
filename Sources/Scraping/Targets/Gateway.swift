/// A machine that is reached over SSH, as its owner would type it: what is left out is for ssh's own configuration to
/// say. Nothing in it can be taken for an option of ssh.
package struct Gateway: Sendable, Hashable {
  package var user: String?
  /// A name, an address, or a `Host` of ssh's configuration.
  package var host: String
  package var port: Int?

  package init(user: String? = nil, host: String, port: Int? = nil) {
    self.user = user
    self.host = host
    self.port = port
  }

  /// `ssh://user@host:22`.
  package var address: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "ssh://\(user.map { "\($0)@" } ?? "")\(name)\(port.map { ":\($0)" } ?? "")"
  }
}
