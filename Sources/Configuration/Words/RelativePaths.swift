import Glibc

/// Paths of a file that are meant as seen from its folder.
struct RelativePaths: Sendable {
  private let folder: Substring

  init(to file: String) {
    folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
  }

  func absolute(_ path: String) -> String {
    if path.hasPrefix("~/"), let home = getenv("HOME") { return String(cString: home) + path.dropFirst() }
    return path.hasPrefix("/") ? path : folder + path
  }
}
