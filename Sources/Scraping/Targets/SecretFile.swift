import Glibc

/// A file that holds one secret: a token or a password, on one line.
struct SecretFile {
  var text: String
  var stamp: FileStamp
  /// Whether everybody on this machine can read it too.
  var isReadableByAll: Bool

  /// Why a file gives no secret, in words that hold nothing of it.
  struct Refusal: Error {
    var words: String
  }

  private static let limit = 16 << 10

  /// Refuses what others could have written: a secret that somebody else chose is none.
  init(_ path: String) throws(Refusal) {
    let file: RegularFile
    do {
      file = try RegularFile(path)
    } catch {
      throw Refusal(words: error.description)
    }
    let found = file.status
    guard found.st_mode & 0o022 == 0 else {
      throw Refusal(words: "\(path) can be written by others: chmod go-w")
    }
    stamp = FileStamp(found)
    isReadableByAll = found.st_mode & 0o004 != 0
    var bytes = [UInt8](repeating: 0, count: SecretFile.limit)
    let count = read(file.descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw Refusal(words: "\(path): \(RegularFile.words(errno))") }
    guard count < SecretFile.limit else { throw Refusal(words: "\(path) is too large for a secret") }
    var line = bytes[..<count]
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard !line.isEmpty else { throw Refusal(words: "\(path) is empty") }
    guard let text = String(validating: line, as: UTF8.self), SecretFile.isOneLine(text) else {
      throw Refusal(words: "\(path) holds more than one line, or no text")
    }
    self.text = text
  }

  /// Whether a text can stand in a header.
  static func isOneLine(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
}
