import Glibc
import MPanel

/// Reads the secret that a target asks for, and reads it again when it may have changed.
struct Credentials: Sendable {
  private let credential: Credential?
  private var known: (secret: String, stamp: FileStamp?, isReadableByAll: Bool)?
  /// What was sent last.
  private var sent: String?

  init(_ credential: Credential?) { self.credential = credential }

  /// What to send now; nil where nothing is to be sent. A secret that cannot be had is a failure: without it, nothing
  /// is asked.
  mutating func authorization() throws(ScrapeFailure) -> Authorization? {
    guard let credential else { return nil }
    switch credential {
    case .bearer(let source):
      let token = try secret(source)
      sent = token
      return Authorization(bearer: token)
    case .basic(let user, let source):
      let password = try secret(source)
      sent = password
      return Authorization(user: user, password: password)
    }
  }

  /// Reads the secret again however old it is. Tells whether it is another one than was sent last.
  mutating func renew() -> Bool {
    known = nil
    guard let source, let new = try? secret(source) else { return false }
    return new != sent
  }

  var cautions: [Caution] {
    guard case .file(let path)? = source, known?.isReadableByAll == true else { return [] }
    return [.readableSecret(path: path)]
  }

  private var source: SecretSource? {
    switch credential {
    case .bearer(let source), .basic(_, let source): source
    case nil: nil
    }
  }

  private mutating func secret(_ source: SecretSource) throws(ScrapeFailure) -> String {
    switch source {
    case .inline(let secret):
      guard SecretFile.isOneLine(secret.text) else { throw .noCredential("the secret is no single line") }
      return secret.text
    case .environment(let name):
      let value = getenv(name).map { String(cString: $0) } ?? ""
      guard !value.isEmpty else { throw .noCredential("$\(name) is not set") }
      guard SecretFile.isOneLine(value) else { throw .noCredential("$\(name) is no single line") }
      return value
    case .file(let path):
      if let known, let stamp = known.stamp, stamp == FileStamp(path) { return known.secret }
      known = nil
      do throws(SecretFile.Refusal) {
        let file = try SecretFile(path)
        known = (file.text, file.stamp, file.isReadableByAll)
        return file.text
      } catch {
        throw .noCredential(error.words)
      }
    }
  }
}
