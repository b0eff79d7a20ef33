/// `--print-config`: every setting, its value and where that came from, as a file that could be read again.
package enum SettingsPage {
  package static func text(of loaded: Loaded) -> String {
    var lines = ["# \(loaded.file.map { "read: \($0)" } ?? "no configuration file was read")"]
    var table = ""
    for setting in ordered(SettingsTable.rows) where setting.kind != .tables {
      let keys = setting.path.split(separator: ".")
      let parent = keys.dropLast().joined(separator: ".")
      if parent != table {
        lines += ["", "[\(parent)]"]
        table = parent
      }
      let origin =
        switch loaded.origin(of: setting.path) {
        case .standard: "default"
        case .line(let line): "\(loaded.file ?? ""):\(line)"
        case .commandLine: "command line"
        }
      lines += ["", "# \(setting.words) (\(setting.kind.words))"]
      let key = keys.last.map(String.init) ?? ""
      if let value = setting.show(loaded.settings) {
        lines.append("\(key) = \(value)  # \(origin)")
      } else {
        lines.append("# \(key) is not set")
      }
    }
    for setting in SettingsTable.rows where setting.kind == .tables {
      lines += ["", "# \(setting.words)"]
      let blocks = setting.blocks(loaded.settings)
      if blocks.isEmpty {
        lines.append("# [[\(setting.path)]]")
        lines += setting.fields.map { "# \($0.path) (\($0.kind.words)): \($0.words)" }
      }
      for block in blocks {
        lines += ["[[\(setting.path)]]"] + block.map { "\($0.path) = \($0.value)" } + [""]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Those of the file itself first: after the head of a table there is no way back to it.
  private static func ordered(_ rows: [Setting<Settings>]) -> [Setting<Settings>] {
    var tables: [String] = []
    for row in rows {
      let parent = parent(of: row.path)
      if !tables.contains(parent) { tables.append(parent) }
    }
    tables.sort { left, right in left.isEmpty && !right.isEmpty }
    return tables.flatMap { table in rows.filter { parent(of: $0.path) == table } }
  }

  private static func parent(of path: String) -> String {
    path.split(separator: ".").dropLast().joined(separator: ".")
  }
}
