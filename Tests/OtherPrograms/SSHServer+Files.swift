import Glibc

extension SSHServer {
  /// What is known of a process from `/proc`.
  struct Found {
    var parent: pid_t
    var state: Character
    var command: String
  }

  static func processes(where fits: (Found) -> Bool) -> [pid_t] {
    names(in: "/proc").compactMap { name in
      guard let id = pid_t(name) else { return nil }
      // The name in brackets may hold anything; what follows it is plain.
      let fields = text("/proc/\(name)/stat").split(separator: ")").last?.split(separator: " ") ?? []
      guard fields.count > 1, let state = fields[0].first, let parent = pid_t(fields[1]) else { return nil }
      let command = String(text("/proc/\(name)/cmdline").map { $0 == "\0" ? " " : $0 })
      return fits(Found(parent: parent, state: state, command: command)) ? id : nil
    }
  }

  static func newFolder(_ name: String) -> String? {
    var template = Array("/tmp/\(name)-XXXXXX".utf8CString)
    return template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
  }

  static func remove(_ folder: String) {
    for name in names(in: folder) { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  static func names(in folder: String) -> [String] {
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

  static func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw Problem(description: "cannot write \(path)") }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw Problem(description: "cannot write \(path)")
    }
  }

  /// The text of a file; empty where there is none.
  static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while case let count = read(file, &piece, piece.count), count > 0 { bytes += piece[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
