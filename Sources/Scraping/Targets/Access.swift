import MPanel

/// How one target is to be asked, beyond where it is: what its entry in a configuration can set.
package struct Access: Sendable, Hashable {
  package var trust: Trust = .system
  /// A certificate of ours and its key, both PEM files, for servers that ask for one.
  package var clientCertificate: ClientCertificate?
  /// The name that the server's certificate must be for, where it is not the host's.
  package var serverName: String?
  package var credential: Credential?
  package var followsRedirects = false
  /// Its own interval, where it differs from everybody's.
  package var interval: Duration?
  /// Where its metrics are, where that is not ``Endpoint/metrics``; begins with `/`.
  package var metricsPath: String?
  /// What is put behind the path after `?`, percent-encoded; empty for nothing.
  package var query = ""

  package init() {}

  /// What of this is less safe than it should be, where that is asked.
  func cautions(at place: Place) -> [Caution] {
    var cautions: [Caution] = []
    if place.isEncrypted, trust == .anyone { cautions.append(.unverified) }
    if credential != nil, !place.isPrivate { cautions.append(.secretInTheClear) }
    return cautions
  }

  package struct ClientCertificate: Sendable, Hashable {
    package var certificateFile: String
    package var keyFile: String

    package init(certificateFile: String, keyFile: String) {
      self.certificateFile = certificateFile
      self.keyFile = keyFile
    }
  }
}

/// What proves to a server who we are. Holds no secret, only where it is to be read: a secret may change while we run.
package enum Credential: Sendable, Hashable {
  case bearer(SecretSource)
  case basic(user: String, password: SecretSource)

  /// What it is called where it is refused.
  var kind: String {
    switch self {
    case .bearer: "token"
    case .basic: "password"
    }
  }
}

/// Where a secret is read. Never the command line, which everybody on the machine can see.
package enum SecretSource: Sendable, Hashable {
  /// A file, whose last line break does not count.
  case file(path: String)
  case environment(name: String)
  /// Written out in a file of somebody else's, such as a Prometheus configuration. Never shown.
  case inline(Secret)
}

/// A text that no output shows.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package let text: String

  package init(_ text: String) { self.text = text }

  package var description: String { "<secret>" }
  package var debugDescription: String { "<secret>" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
