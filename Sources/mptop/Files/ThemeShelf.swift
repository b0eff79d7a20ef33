import Configuration
import Dashboard
import Drawing
import Glibc

/// The themes that `t` goes through, and the one to begin with.
struct ThemeShelf {
  var themes: [Theme]
  /// A place in ``themes``.
  var first: Int
  /// What is wrong with files in the operator's folder that were not asked for: said, but no reason not to start.
  var problems: [String] = []

  static var builtInNames: [String] { [Theme.standard.name] + builtInFiles.map(\.0) }

  /// The themes of this build and those in the operator's folder.
  ///
  /// - Parameter choice: a name, or a path with a slash or the ending `.toml`.
  static func open(choice: String?) throws -> ThemeShelf {
    if let noColour = getenv("NO_COLOR"), noColour.pointee != 0, choice == nil {
      return ThemeShelf(themes: [.monochrome], first: 0)
    }
    var themes: [Theme] = [.standard]
    var problems: [String] = []
    for (name, bytes) in builtInFiles {
      themes.append(
        try ThemeFile(text: String(decoding: bytes, as: UTF8.self), path: "themes/\(name).toml", name: name)
          .theme())
    }
    for path in ownFiles() {
      guard let text = FileText.read(path, limit: 65_536) else { continue }
      let name = ThemeFile.name(of: path)
      do {
        let theme = try ThemeFile(text: text, path: path, name: name).theme()
        themes.removeAll { $0.name == name }
        themes.append(theme)
      } catch {
        if name == choice { throw error }
        problems.append("\(error)")
      }
    }
    guard let choice else { return ThemeShelf(themes: themes, first: 0, problems: problems) }
    if choice.contains("/" as Character) || choice.hasSuffix(".toml") {
      guard let text = FileText.read(choice, limit: 65_536) else {
        throw ThemeFile.Problem(
          path: choice, line: nil, words: "cannot be read: \(String(cString: strerror(errno)))")
      }
      themes.append(try ThemeFile(text: text, path: choice, name: ThemeFile.name(of: choice)).theme())
      return ThemeShelf(themes: themes, first: themes.count - 1, problems: problems)
    }
    guard let place = themes.firstIndex(where: { $0.name == choice }) else {
      let names = themes.map(\.name)
      let near =
        Nearest.word(to: choice, among: names).map { "; did you mean \($0)? There are" } ?? "; there are"
      throw ThemeFile.Problem(
        path: choice, line: nil,
        words: "there is no such theme\(near) \(names.joined(separator: ", "))")
    }
    return ThemeShelf(themes: themes, first: place, problems: problems)
  }

  private static var builtInFiles: [(String, [UInt8])] {
    [
      ("dark", PackageResources.dark_toml), ("light", PackageResources.light_toml),
      ("mono", PackageResources.mono_toml),
    ]
  }

  /// `$XDG_CONFIG_HOME/mptop/themes/*.toml`, sorted.
  private static func ownFiles() -> [String] {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let folder = variable("XDG_CONFIG_HOME") ?? variable("HOME").map({ $0 + "/.config" }),
      let directory = opendir("\(folder)/mptop/themes")
    else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".toml") { paths.append("\(folder)/mptop/themes/\(name)") }
    }
    return paths.sorted()
  }
}
