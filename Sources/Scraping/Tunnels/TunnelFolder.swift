import Glibc

/// A folder of this process alone for the sockets of its tunnels.
///
/// It is locked for as long as the process lives, however that ends: one that is not locked belongs to nobody any more,
/// and is cleared away by the next mptop.
final class TunnelFolder: Sendable {
  let path: String
  private let lock: Int32

  /// The path of a socket has at most 107 bytes, and ssh needs it free of signs that mean something to it.
  private static let longestParent = 60

  init?() {
    let parent = TunnelFolder.parent
    TunnelFolder.clearStale(in: parent)
    // Under another name until it is locked, so that nobody takes it for one that was left.
    var template = Array("\(parent)/.\(TunnelFolder.prefix)XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let made else { return nil }
    path = "\(parent)/\(made.dropFirst(parent.utf8.count + 2))"
    lock = open(made, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, rename(made, path) == 0 else {
      rmdir(made)
      return nil
    }
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
