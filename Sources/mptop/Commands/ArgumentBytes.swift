import ArgumentParser
import MPanel

/// The command line before it became text.
enum ArgumentBytes {
  /// Refuses words that are no UTF-8: Swift mends them, and a file would be written under another name than was asked.
  static func check() throws {
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[index] else { continue }
      guard String(validatingCString: argument) == nil else { continue }
      throw ValidationError("‘\(CleanText.of(String(cString: argument)))’ is not UTF-8")
    }
  }
}
