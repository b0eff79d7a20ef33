import Glibc
import MPanel
import Scraping

/// Text to the standard streams, without Foundation and whole, and to files without ever leaving half of one.
enum FileText {
  /// Ends the process where the text cannot be written: what was asked for must not be missing without a word.
  ///
  /// - Parameter failure: the exit status of that end.
  static func standardOutput(_ text: String, failure: Int32 = 1) {
    let code = write(clean(text), to: STDOUT_FILENO)
    // Who reads has read enough.
    guard code != 0, code != EPIPE else { return }
    standardError("mptop: \(WriteError(path: "to standard output", code: code))\n")
    exit(failure)
  }

  static func standardError(_ text: String) { _ = write(clean(text), to: STDERR_FILENO) }

  /// A terminal may be behind it: names of files, of jobs and of hosts are what somebody else made of them.
  private static func clean(_ text: String) -> [UInt8] { Array(CleanText.lines(text).utf8) }

  /// Why a file could not be written.
  struct WriteError: Error, CustomStringConvertible {
    var path: String
    var code: Int32

    var description: String { "cannot write \(path): \(String(cString: strerror(code)))" }
  }

  /// Writes a new file or replaces one: all of it or none, readable by its owner alone.
  ///
  /// The text goes to a file beside it that is then renamed, so that neither a full disk nor a crash leaves a torn
  /// one. A symbolic link at `path` is replaced, never followed.
  static func save(_ text: String, to path: String) throws(WriteError) {
    if isSpecial(path) {
      try append(text, to: path)
      return
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    let beside = "\(folder).mptop-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw WriteError(path: path, code: errno) }
    var code = write(Array(text.utf8), to: file)
    if code == 0, fsync(file) != 0 { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, rename(beside, path) != 0 { code = errno }
    if code != 0 {
      unlink(beside)
      throw WriteError(path: path, code: code)
    }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }

  /// Whether a path leads to something that is written to rather than replaced, such as `/dev/stdout` or a FIFO.
  private static func isSpecial(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_mode & S_IFMT != S_IFREG
  }

  private static func append(_ text: String, to path: String) throws(WriteError) {
    let file = openOnceRead(path)
    guard file >= 0 else { throw WriteError(path: path, code: errno) }
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK)
    let code = write(Array(text.utf8), to: file)
    close(file)
    if code != 0 { throw WriteError(path: path, code: code) }
  }

  /// Opens what is written to rather than replaced. A FIFO that nobody reads is given five seconds: one who waits
  /// longer for a reader hangs.
  private static func openOnceRead(_ path: String) -> Int32 {
    for attempt in 0... {
      let file = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      guard file < 0, errno == ENXIO, attempt < 100 else { return file }
      usleep(50_000)
    }
    return -1
  }

  /// The text of a file of at most `limit` bytes; nil where it cannot be read or is larger.
  static func read(_ path: String, limit: Int) -> String? {
    (try? RegularFile.bytes(of: path, limit: limit)).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Writes all bytes; gives 0 or the error's number.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(written)
    }
    return 0
  }
}
