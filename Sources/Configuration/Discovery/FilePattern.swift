import Glibc

/// Files by pattern, and what tells that they changed.
enum FilePattern {
  /// The files that a pattern stands for now, sorted; the pattern itself where it has no `*`, `?` or `[`.
  static func files(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [pattern] }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
  }

  /// What a file is at a moment: another one, or another content, looks different.
  struct Look: Sendable, Hashable {
    private let path: String
    private var device: UInt = 0
    private var inode: UInt = 0
    private var size: Int = 0
    private var seconds: Int = 0
    private var nanoseconds: Int = 0

    init(_ path: String) {
      self.path = path
      var status = stat()
      guard stat(path, &status) == 0 else { return }
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  static func looks(of patterns: [String]) -> [Look] { patterns.flatMap(files).map(Look.init) }
}
