import Configuration
import Dashboard
import Drawing
import TOMLKit

/// A theme as it is written: a table of roles, each a colour or a table of colours and attributes.
///
/// ```toml
/// [roles]
/// critical = { foreground = "#ff5f5f", bold = true }
/// label = "cyan"
/// ```
struct ThemeFile {
  let text: String
  let path: String
  let name: String

  /// What is wrong with a theme, and where.
  struct Problem: Error, CustomStringConvertible {
    var path: String
    var line: Int?
    var words: String

    var description: String { "theme \(path)\(line.map { ", line \($0)" } ?? ""): \(words)" }
  }

  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".toml") ? String(file.dropLast(5)) : file
  }

  func theme() throws -> Theme {
    // The library reads a C string: what follows a NUL would be lost without a word.
    guard !text.utf8.contains(0) else { throw Problem(path: path, line: nil, words: "holds a NUL byte") }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Problem(path: path, line: Int(error.source.begin.line), words: error.description)
    }
    var base = Theme.standard
    var styles: [Role: Style] = [:]
    for (key, value) in table {
      switch key {
      case "base":
        switch value.string {
        case "default": base = .standard
        case "mono": base = .monochrome
        default: throw problem("base", in: nil, "base is \"default\" or \"mono\"")
        }
      case "roles":
        guard let roles = value.table else { throw problem("roles", in: nil, "roles is a table") }
        for (role, value) in roles { styles[try self.role(role)] = try style(value, of: role) }
      default: throw problem(key, in: nil, unknown(key, "key", ["base", "roles"]))
      }
    }
    return Theme(name: name, styles: styles, over: base)
  }

  private func role(_ name: String) throws -> Role {
    guard let role = Role(name: name) else {
      throw problem(name, in: "roles", unknown(name, "role", Role.allCases.map(\.name)))
    }
    return role
  }

  private func style(_ value: any TOMLValueConvertible, of role: String) throws -> Style {
    if value.string != nil { return Style(try colour(value, "the colour", role)) }
    guard let table = value.table else {
      throw problem(
        role, in: "roles",
        "\(role) is a colour in quotes or a table such as { foreground = \"red\", bold = true }")
    }
    var style = Style()
    for (key, value) in table {
      switch key {
      case "foreground": style.foreground = try colour(value, key, role)
      case "background": style.background = try colour(value, key, role)
      default:
        guard let attribute = Style.attributes.first(where: { $0.name == key }) else {
          let known = ["foreground", "background"] + Style.attributes.map(\.name)
          throw problem(key, in: role, unknown(key, "key of \(role)", known))
        }
        guard let flag = value.bool else {
          throw problem(key, in: role, "\(key) of \(role) is true or false")
        }
        style[keyPath: attribute.path] = flag
      }
    }
    return style
  }

  private func colour(_ value: any TOMLValueConvertible, _ key: String, _ role: String) throws -> Colour {
    guard let text = value.string else {
      throw problem(key, in: role, "\(key) of \(role) is a colour in quotes")
    }
    guard let colour = Colour(text: text) else {
      let near =
        Nearest.word(to: text, among: ["default"] + Colour.names).map { "; did you mean \"\($0)\"?" } ?? ""
      throw problem(
        text, in: role,
        "\"\(text)\" for \(role) is no colour: #rrggbb, 0 to 255, default, or a name\(near)")
    }
    return colour
  }

  private func unknown(_ word: String, _ kind: String, _ valid: [String]) -> String {
    let near = Nearest.word(to: word, among: valid).map { "; did you mean \($0)?" } ?? ""
    return "\(word) is no \(kind)\(near)"
  }

  /// The library forgets where a value stood, so the line is looked for: the first, after the one that names the role
  /// or table, that holds the word.
  private func problem(_ word: String, in context: String?, _ words: String) -> Problem {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func line(of word: String, from start: Int) -> Int? {
      lines.indices.dropFirst(start).first { index in
        // `contains` of a string would be Foundation's, and 8 MB of libraries with it.
        let holdsColour = lines[index].firstRange(of: "\"#") != nil
        return lines[index].prefix { $0 != "#" || holdsColour }.firstRange(of: word) != nil
      }
    }
    let start = context.flatMap { line(of: $0, from: 0) } ?? 0
    return Problem(
      path: path, line: (line(of: word, from: start) ?? line(of: word, from: 0)).map { $0 + 1 }, words: words)
  }
}
