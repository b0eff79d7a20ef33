import Dashboard
import Glibc

/// Saves snapshots under names that sort by time.
struct SnapshotFile {
  /// Saves in the current folder, or in the home folder where that cannot be written. Gives the path.
  static func save(_ text: String, stem: String, at unixSeconds: Double, clock: WallClock) throws(FileText
    .WriteError) -> String
  {
    let date = clock.date(unixSeconds).filter { $0 != "-" }
    let time = clock.time(unixSeconds).filter { $0 != ":" }
    let safe = String(
      stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" }.prefix(40))
    let name = "mptop-\(safe)-\(date)-\(time)"
    var folders = [currentFolder()]
    if let home = getenv("HOME").map({ String(cString: $0) }) { folders.append(home) }
    var failure = FileText.WriteError(path: name, code: ENOENT)
    for folder in folders {
      do {
        let path = free(folder: folder, name: name)
        try FileText.save(text, to: path)
        return path
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// Saves in a file that the operator named; `~/` is the home folder. Gives the whole path.
  static func save(_ text: String, as name: String) throws(FileText.WriteError) -> String {
    var path = name
    if name.hasPrefix("~/"), let home = getenv("HOME") {
      path = String(cString: home) + name.dropFirst()
    } else if !name.hasPrefix("/") {
      path = "\(currentFolder())/\(name)"
    }
    // What was saved before is not lost by a slip of a name.
    guard access(path, F_OK) != 0 else { throw FileText.WriteError(path: path, code: EEXIST) }
    try FileText.save(text, to: path)
    return path
  }

  /// A path that is not taken: two snapshots in one second are two files.
  private static func free(folder: String, name: String) -> String {
    for number in 1...99 {
      let path = "\(folder)/\(name)\(number > 1 ? "-\(number)" : "").txt"
      if access(path, F_OK) != 0 { return path }
    }
    return "\(folder)/\(name).txt"
  }

  private static func currentFolder() -> String {
    var bytes = [CChar](repeating: 0, count: 4096)
    guard getcwd(&bytes, bytes.count) != nil else { return "." }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
