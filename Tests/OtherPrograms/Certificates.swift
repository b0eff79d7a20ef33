import Glibc

/// An authority of our own and what it has signed, made by openssl: PEM files in a folder.
package final class Certificates: Sendable {
  private static let openssl = "/usr/bin/openssl"
  package static let isPresent = access(openssl, X_OK) == 0
  package static let absence = "openssl is not installed here"

  package let folder: String

  package init() throws {
    guard let folder = SSHServer.newFolder("mptop-certificates") else {
      throw SSHServer.Problem(description: "no folder for certificates")
    }
    self.folder = folder
    for name in ["authority", "stranger"] {
      try run(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "40",
        "-subj", "/CN=\(name)", "-keyout", key(name), "-out", file(name))
    }
  }

  /// A certificate for `names`, such as `DNS:web,IP:127.0.0.1`, that ends in so many days, or has ended.
  package func make(
    _ name: String, for names: String, days: Int = 30, signedBy authority: String = "authority"
  ) throws {
    try SSHServer.write("subjectAltName=\(names)\n", to: "\(folder)/\(name).ext")
    try run(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=\(name)",
      "-keyout", key(name), "-out", "\(folder)/\(name).csr")
    try run(
      "x509", "-req", "-in", "\(folder)/\(name).csr", "-CA", file(authority), "-CAkey", key(authority),
      "-set_serial", "\(Int.random(in: 1...1_000_000_000))", "-days", "\(days)", "-extfile",
      "\(folder)/\(name).ext", "-out", file(name))
  }

  package func file(_ name: String) -> String { "\(folder)/\(name).pem" }
  package func key(_ name: String) -> String { "\(folder)/\(name).key" }

  /// Takes them away.
  package func remove() { SSHServer.remove(folder) }

  private func run(_ arguments: String...) throws {
    let log = "\(folder)/log"
    guard try Command(Certificates.openssl, arguments, output: log).wait() == 0 else {
      throw SSHServer.Problem(description: SSHServer.text(log))
    }
  }
}
