import Glibc

/// A folder of this process alone for the sockets of its tunnels.
///
/// A lock on a file in it lives as long as the process, however that ends: a folder whose lock is free belongs to nobody
/// any more, and is cleared away by the next mptop.
final class TunnelFolder: Sendable {
  let path: String
  private let lock: Int32

  private static let lockName = "lock"
  /// The path of a socket has at most 107 bytes, and ssh needs it free of signs that mean something to it.
  private static let longestParent = 60

  init?() {
    var template = Array("\(TunnelFolder.parent)/\(TunnelFolder.prefix)XXXXXX".utf8CString)
    TunnelFolder.clearStale()
    guard let made = mkdtemp(&template) else { return nil }
    path = String(cString: made)
    lock = open("\(path)/\(TunnelFolder.lockName)", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  /// Takes the folder and everything in it away.
  func remove() { TunnelFolder.remove(path) }

  deinit { close(lock) }

  private static var prefix: String { "mptop-\(geteuid())-" }

  private static var parent: String {
    let runtime = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } ?? ""
    let isPlain = runtime.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || "/._-".utf8.contains(byte)
    }
    var found = stat()
    guard runtime.hasPrefix("/"), isPlain, runtime.utf8.count <= longestParent, stat(runtime, &found) == 0,
      found.st_mode & S_IFMT == S_IFDIR, found.st_uid == geteuid(), found.st_mode & 0o022 == 0
    else { return "/tmp" }
    return runtime
  }

  /// Removes folders that others of our processes left behind.
  private static func clearStale() {
    let parent = parent
    for name in names(in: parent) where name.hasPrefix(prefix) {
      let folder = "\(parent)/\(name)"
      var found = stat()
      guard lstat(folder, &found) == 0, found.st_mode & S_IFMT == S_IFDIR, found.st_uid == geteuid() else {
        continue
      }
      let lock = open("\(folder)/\(lockName)", O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      if lock >= 0 {
        let isFree = flock(lock, LOCK_EX | LOCK_NB) == 0
        if isFree { remove(folder) }
        close(lock)
      } else if errno == ENOENT, Int(time(nil)) - found.st_mtim.tv_sec > 60 {
        // Left between being made and being locked.
        remove(folder)
      }
    }
  }

  private static func remove(_ folder: String) {
    for name in names(in: folder) { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
