/// How a build of mPanel names what it exports.
package enum Dialect: String, Sendable, CaseIterable, Codable {
  /// Names with `mpanel_` in front, status label `status_code`: every build since 93d5e7f.
  case prefixed
  /// The names of mPanel's own document: no prefix, status label `status`, breakers exported.
  case documented
  /// The first build (058964b): no prefix, status label `status_code`, metrics below `/api`.
  case legacy

  /// What a reader calls it.
  package var words: String {
    switch self {
    case .prefixed: "mpanel_*"
    case .documented: "documented"
    case .legacy: "legacy"
    }
  }
}
