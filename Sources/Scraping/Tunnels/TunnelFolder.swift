import Glibc
import Synchronization

/// A folder of this process alone for the sockets of its tunnels.
///
/// It is locked for as long as the process lives, however that ends: one that is not locked belongs to nobody any more,
/// and is cleared away by the next mptop.
final class TunnelFolder: Sendable {
  let path: String
  /// The folder itself, locked.
  private let lock: Mutex<Int32>

  /// The path of a socket has at most 107 bytes, and ssh needs it free of signs that mean something to it.
  private static let longestParent = 60

  init?() {
    let parent = TunnelFolder.parent
    TunnelFolder.clearStale(in: parent)
    guard let made = TunnelFolder.make(in: parent) else { return nil }
    path = made.path
    lock = Mutex(made.lock)
  }

  /// Whether the folder is there and ours. One that somebody has tidied away is made again, unless somebody else has
  /// made one of that name meanwhile.
  func isThere() -> Bool {
    lock.withLock { lock in
      var (known, found) = (stat(), stat())
      if lstat(path, &found) == 0 {
        return fstat(lock, &known) == 0 && found.st_dev == known.st_dev && found.st_ino == known.st_ino
      }
      guard let made = TunnelFolder.make(in: TunnelFolder.parent(of: path), as: path) else { return false }
      close(lock)
      lock = made.lock
      return true
    }
  }

  /// Under another name until it is locked, so that nobody takes it for one that was left.
  private static func make(in parent: String, as wanted: String? = nil) -> (path: String, lock: Int32)? {
    var template = Array("\(parent)/.\(prefix)XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let made else { return nil }
    let path = wanted ?? "\(parent)/\(made.dropFirst(parent.utf8.count + 2))"
    let lock = open(made, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, rename(made, path) == 0 else {
      if lock >= 0 { close(lock) }
      rmdir(made)
      return nil
    }
    return (path, lock)
  }

  private static func parent(of path: String) -> String {
    path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
  }

  /// Takes the folder and everything in it away.
  func remove() { TunnelFolder.remove(path) }

  deinit { lock.withLock { _ = close($0) } }

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
  private static func clearStale(in parent: String) {
    for name in names(in: parent) where name.hasPrefix(prefix) {
      let folder = "\(parent)/\(name)"
      let lock = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard lock >= 0 else { continue }
      defer { close(lock) }
      var found = stat()
      guard fstat(lock, &found) == 0, found.st_uid == geteuid(), flock(lock, LOCK_EX | LOCK_NB) == 0 else {
        continue
      }
      remove(folder)
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
