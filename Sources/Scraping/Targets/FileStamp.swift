import Glibc

/// What tells one version of a file from the next without reading it.
struct FileStamp: Sendable, Hashable {
  private var device: UInt
  private var file: UInt
  private var size: Int
  private var seconds: Int
  private var nanoseconds: Int

  /// Nil where there is no such file, or none that we may look at.
  init?(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    self.init(found)
  }

  init(_ found: stat) {
    device = UInt(found.st_dev)
    file = UInt(found.st_ino)
    size = found.st_size
    seconds = found.st_mtim.tv_sec
    nanoseconds = found.st_mtim.tv_nsec
  }
}
