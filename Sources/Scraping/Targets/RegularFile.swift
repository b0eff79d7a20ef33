import Glibc

/// A file that can be read whole: opening never waits, as a FIFO would for a writer, and nothing is read of a device.
package struct RegularFile: ~Copyable {
  let descriptor: Int32
  let status: stat

  /// Why it cannot be read, in words that name it.
  package struct Refusal: Error, CustomStringConvertible {
    package let description: String
  }

  package init(_ path: String) throws(Refusal) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw Refusal(description: "\(path): \(RegularFile.words(errno))") }
    var found = stat()
    guard fstat(file, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw Refusal(description: "\(path) is no regular file")
    }
    descriptor = file
    status = found
  }

  deinit { close(descriptor) }

  /// All of it, where it holds no more than `limit`.
  package static func bytes(of path: String, limit: Int) throws(Refusal) -> [UInt8] {
    let file = try RegularFile(path)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(file.descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Refusal(description: "\(path): \(words(errno))") }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= limit else {
        throw Refusal(description: "\(path) is larger than \(limit >> 10) KiB")
      }
    }
  }

  static func words(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file"
    case EACCES: "not allowed to read it"
    default: String(cString: strerror(code))
    }
  }
}
