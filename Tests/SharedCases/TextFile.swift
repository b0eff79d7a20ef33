import Glibc

/// Files of the package that tests compare with, and write anew where `MPTOP_REWRITE` is set.
public enum TextFile {
  public struct Problem: Error, CustomStringConvertible {
    public let path: String
    public let words: String
    public var description: String { "\(path): \(words)" }
  }

  public static var isRewriting: Bool { getenv("MPTOP_REWRITE") != nil }

  /// The folder of the package.
  public static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

  public static func read(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else {
      throw Problem(path: path, words: "not there: MPTOP_REWRITE=1 writes it; then look at it")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  public static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Problem(path: path, words: "cannot be written") }
    defer { fclose(file) }
    guard fputs(text, file) >= 0 else { throw Problem(path: path, words: "was not written whole") }
  }
}
