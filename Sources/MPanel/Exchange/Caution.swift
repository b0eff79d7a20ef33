/// Something in the way a target is asked that is less safe than it should be: shown for as long as it is so.
package enum Caution: Sendable, Hashable {
  /// Whoever answers is believed, whatever its certificate says.
  case unverified
  /// A secret of ours crosses the network where anybody on the way can read it.
  case secretInTheClear
  /// Anybody on this machine can read the file that holds a secret.
  case readableSecret(path: String)

  /// As a finding says it.
  package var words: String {
    switch self {
    case .unverified: "certificate not verified"
    case .secretInTheClear: "secret sent unencrypted"
    case .readableSecret(let path): "\(CleanText.of(path, limit: 60)) is readable by everybody here"
    }
  }

  package var severity: Condition.Severity {
    switch self {
    case .unverified, .secretInTheClear: .critical
    case .readableSecret: .warning
    }
  }
}
