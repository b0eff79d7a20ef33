import Glibc

/// A real sshd on 127.0.0.1 with keys and a configuration of its own, as an ordinary process of whoever runs the tests.
package final class SSHServer: Sendable {
  package struct Problem: Error, CustomStringConvertible {
    package var description: String
  }

  private static let sshd = "/usr/sbin/sshd"
  private static let keygen = "/usr/bin/ssh-keygen"

  package static let isPresent = [sshd, keygen, "/usr/bin/ssh"].allSatisfy { (path: String) in
    access(path, X_OK) == 0
  }
  package static let absence = "openssh-server is not installed here"

  /// Where its keys lie: a path that no other process has on its command line.
  package let folder: String
  package let port: Int
  private let process: pid_t

  /// Lets in the one key of ``configuration``, with `restrictions` in front of it as authorized_keys has them.
  package init(restrictions: String = "") throws {
    guard let folder = SSHServer.newFolder("mptop-sshd") else {
      throw Problem(description: "no folder for sshd")
    }
    self.folder = folder
    // sshd that is started by root wants the folder that the system's service makes.
    if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    for name in ["host", "user", "stranger"] {
      let made = try Command(
        SSHServer.keygen, ["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"],
        output: "\(folder)/log")
      guard made.wait() == 0 else { throw Problem(description: SSHServer.text("\(folder)/log")) }
    }
    let key = SSHServer.text("\(folder)/user.pub")
    try SSHServer.write(
      restrictions.isEmpty ? key : "\(restrictions) \(key)", to: "\(folder)/authorized_keys")
    var started: (port: Int, process: pid_t)?
    for _ in 0..<5 where started == nil { started = try SSHServer.start(in: folder) }
    guard let started else { throw Problem(description: SSHServer.text("\(folder)/log")) }
    (port, process) = started
    let known = SSHServer.text("\(folder)/host.pub").split(separator: " ").prefix(2).joined(separator: " ")
    try SSHServer.write("[127.0.0.1]:\(port) \(known)\n", to: "\(folder)/known_hosts")
    for name in ["user", "stranger"] {
      let lines = [
        "UserKnownHostsFile \(folder)/known_hosts", "GlobalKnownHostsFile /dev/null",
        "IdentityFile \(folder)/\(name)", "IdentitiesOnly yes", "IdentityAgent none",
      ]
      try SSHServer.write(lines.joined(separator: "\n") + "\n", to: configuration(of: name))
    }
  }

  /// ssh with what it needs to get in; the key of a stranger is not let in.
  package func ssh(as name: String = "user") -> [String] { ["ssh", "-F", configuration(of: name)] }

  private func configuration(of name: String) -> String { "\(folder)/\(name).config" }

  /// What sshd has written.
  package var log: String { SSHServer.text("\(folder)/log") }

  /// Breaks every connection that it has, as a network does that fails.
  package func breakConnections() {
    for session in SSHServer.processes(where: { $0.parent == process }) { kill(session, SIGKILL) }
  }

  /// The ssh processes that came from here.
  package var clients: [pid_t] {
    SSHServer.processes { $0.command.contains("ssh -F \(folder)") && $0.state != "Z" }
  }

  /// Whether they all end: soon, or on a busy machine somewhat later.
  package func isLeft() -> Bool {
    for _ in 0..<600 {
      if clients.isEmpty { return true }
      usleep(50_000)
    }
    return false
  }

  /// Ends it and takes its folder away.
  package func stop() {
    breakConnections()
    kill(process, SIGTERM)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    SSHServer.remove(folder)
  }

  /// Nil where the port was taken meanwhile.
  private static func start(in folder: String) throws -> (port: Int, process: pid_t)? {
    let port = try freePort()
    let lines = [
      "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(folder)/host", "PidFile none",
      "AuthorizedKeysFile \(folder)/authorized_keys", "StrictModes no", "UsePAM no",
      "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PrintMotd no", "MaxStartups 100",
    ]
    try write(lines.joined(separator: "\n") + "\n", to: "\(folder)/sshd_config")
    let server = try Command(sshd, ["-D", "-e", "-f", "\(folder)/sshd_config"], output: "\(folder)/log")
    while server.isRunning {
      if text("\(folder)/log").split(separator: "\n").contains(where: {
        $0.hasPrefix("Server listening") && $0.contains("\(port)")
      }) {
        return (port, server.process)
      }
      usleep(10_000)
    }
    return nil
  }

  private static func freePort() throws -> Int {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(file, generic, length) == 0 ? getsockname(file, generic, &length) : -1
      }
    }
    guard code == 0 else { throw Problem(description: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
