import Configuration
import SharedCases
import Testing

@Suite("Documents agree with the table of settings")
struct DocumentsTests {
  @Test("docs/configuration.md lists every setting with its kind, default and sentence")
  func settings() throws {
    let standard = Settings()
    let rows = SettingsTable.rows.flatMap { setting in
      let name = setting.kind == .tables ? "[[\(setting.path)]]" : setting.path
      let value = setting.text(in: standard).map { "`\($0)`" } ?? "not set"
      // A bar would end the cell.
      let words = setting.words.split(separator: "|").joined(separator: "\\|")
      let own =
        "| `\(name)` | \(setting.kind.words) | \(setting.kind == .tables ? "none" : value) | \(words) |"
      return [own] + setting.fields.map { "| `\(name)` `\($0.path)` | \($0.kind.words) | | \($0.words) |" }
    }
    try DerivedDocument.check(
      "docs/configuration.md",
      table: ["| setting | is | default | what it is for |", "|---|---|---|---|"] + rows)
  }
}
