import Glibc

/// The text of a file that an operator wrote.
package struct SourceText: Sendable {
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// Much more than anybody writes by hand, and enough for ten thousand targets of a file that a program wrote.
  package static let limit = 8 << 20

  /// Where a shell has its pipes, as in `--config <(…)`.
  private static let ofShells = ["/dev/fd/", "/dev/stdin", "/proc/self/fd/"]

  /// `isPrivate` refuses what others can write: whoever can name targets can have our credentials sent to them.
  package static func read(_ path: String, isPrivate: Bool = false) throws(Problem) -> SourceText {
    // A FIFO would wait for a writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw Problem(file: path, words: "cannot be read: \(reason())") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Problem(file: path, words: "cannot be read: \(reason())") }
    if status.st_mode & S_IFMT == S_IFDIR { throw Problem(file: path, words: "is a folder") }
    if status.st_mode & S_IFMT == S_IFREG {
      if isPrivate { try check(status, path) }
    } else {
      // These two are written to by nobody afterwards.
      let isPipeOfShell =
        status.st_mode & S_IFMT == S_IFIFO && SourceText.ofShells.contains { path.hasPrefix($0) }
      guard path == "/dev/null" || isPipeOfShell else {
        throw Problem(file: path, words: "is no regular file")
      }
      _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK)
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Problem(file: path, words: "cannot be read: \(reason())") }
      if count == 0 { break }
      bytes += piece[..<count]
      guard bytes.count <= limit else { throw Problem(file: path, words: "is larger than 8 MiB") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(file: path, line: badLine(bytes), words: "is not UTF-8")
    }
    // What reads it takes C strings: what follows a NUL would be lost without a word.
    if let zero = bytes.firstIndex(of: 0) {
      throw Problem(file: path, line: 1 + bytes[..<zero].count { $0 == 10 }, words: "holds a NUL byte")
    }
    return SourceText(path: path, text: text)
  }

  private static func check(_ status: stat, _ path: String) throws(Problem) {
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw Problem(
        file: path, words: "belongs to another user, who could have your credentials sent anywhere")
    }
    guard status.st_mode & 0o022 == 0 else {
      throw Problem(
        file: path,
        words: "can be written by others, who could have your credentials sent anywhere: chmod go-w \(path)")
    }
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  /// The first line that is not UTF-8.
  private static func badLine(_ bytes: [UInt8]) -> Int? {
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }
}
