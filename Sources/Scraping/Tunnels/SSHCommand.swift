import Glibc

/// How ssh is called: so that it never asks anything, never writes on the terminal, leaves when we do, and takes nothing
/// that somebody typed for an option.
package struct SSHCommand: Sendable, Hashable {
  /// The program and what stands before all options of ours.
  var words: [String]

  /// The variable that names another program, or gives it options: `ssh -F /etc/mptop/ssh_config`.
  package static let variable = "MPTOP_SSH"

  /// As the environment says, split at blanks.
  package init() {
    let given = getenv(SSHCommand.variable).map { String(cString: $0) } ?? ""
    self.init(words: given.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  package init(words: [String]) { self.words = words.isEmpty ? ["ssh"] : words }

  var program: String { words[0] }

  /// What stands behind the program's name.
  package func arguments(to gateway: Gateway, forwards: [Forward]) -> [String] {
    var arguments = Array(words.dropFirst())
    for option in SSHCommand.options { arguments += ["-o", option] }
    for forward in forwards { arguments += ["-L", "\(forward.entrance):\(forward.farEnd)"] }
    if let user = gateway.user { arguments += ["-l", user] }
    if let port = gateway.port { arguments += ["-p", String(port)] }
    // `cat` lives as long as the pipe to it, which the system closes however we end; with -N, ssh would outlive us.
    return arguments + ["-T", "--", gateway.host, "cat"]
  }

  private static let options = [
    "BatchMode=yes",
    "ConnectTimeout=10",
    "ServerAliveInterval=5",
    "ServerAliveCountMax=2",
    "ExitOnForwardFailure=yes",
    "StreamLocalBindUnlink=yes",
    "StreamLocalBindMask=0177",
    // A connection shared with other ssh processes would stay after ours.
    "ControlMaster=no",
    "ControlPath=none",
    "ForkAfterAuthentication=no",
    "StdinNull=no",
    "RequestTTY=no",
    "RemoteCommand=none",
    "PermitLocalCommand=no",
    "ForwardAgent=no",
    "ForwardX11=no",
    "LogLevel=INFO",
  ]
}

/// One way through a tunnel: a socket here, and what it leads to as seen from the other side.
package struct Forward: Sendable, Hashable {
  var entrance: String
  var target: Place.Socket

  /// As ssh writes it.
  var farEnd: String {
    switch target {
    case .file(let path): path
    case .network(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }
}
