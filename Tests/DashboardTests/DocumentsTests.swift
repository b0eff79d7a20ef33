import MPanel
import SharedCases
import Testing

@testable import Dashboard

/// The documents that are derived from tables. `MPTOP_REWRITE=1` writes their tables anew.
@Suite("Documents agree with the tables")
struct DocumentsTests {
  @Test("docs/keys.md lists every key and every command of the palette")
  func keys() throws {
    let rows = KeyTable.rows.map { row in
      let place = row.views.isEmpty ? "everywhere" : row.views.map(\.name).sorted().joined(separator: ", ")
      return "| \(row.label) | \(row.words) | \(place) |"
    }
    let commands = InstructionTable.rows.map { row in
      let argument = row.argument.isEmpty ? "" : " \(row.argument)"
      return
        "| `\((row.name + argument).split(separator: "|").joined(separator: "\\|"))` | \(row.words) | \(row.key) |"
    }
    try DerivedDocument.check(
      "docs/keys.md",
      table: ["| key | does | where |", "|---|---|---|"] + rows
        + ["", "## Commands on `:`", "", "| command | does | key |", "|---|---|---|"] + commands)
  }

  @Test("docs/metrics.md lists every signal with its names, labels, and what happens without it")
  func signals() throws {
    let rows = SignalTable.rows.map { row in
      let names = row.names.map { "`\($0.words)`" }.joined(separator: ", ")
      let labels = row.dimensions.flatMap { Array($0.labels.prefix(3)) }.map { "`\($0)`" }
      return
        "| \(row.signal.rawValue) | \(names) | \(labels.joined(separator: ", ")) | \(row.unit) | \(row.whenMissing) |"
    }
    try DerivedDocument.check(
      "docs/metrics.md",
      table: ["| signal | names, best first | labels | unit | without it |", "|---|---|---|---|---|"] + rows)
  }

  @Test("docs/alerts.md lists every alert with its thresholds and times, docs/diagnosis.md every sentence")
  func alerts() throws {
    let rows = AlertTable.rows.map { rule in
      "| `\(rule.id)` | \(rule.title) | \(rule.words(.warning) ?? "-") | \(rule.words(.critical) ?? "-") | \(rule.times) |"
    }
    let sentences = DiagnosisTable.rows.map { "| \($0.when) | \($0.example) |" }
    try DerivedDocument.check(
      "docs/diagnosis.md", table: ["| when | says, for example |", "|---|---|"] + sentences)
    try DerivedDocument.check(
      "docs/alerts.md",
      table: [
        "| alert | it is on when | warning | critical | raised / ended after |", "|---|---|---|---|---|",
      ] + rows)
  }

  @Test("docs/adding-a-panel.md and the README name every panel")
  func panels() throws {
    for path in ["docs/adding-a-panel.md", "README.md"] {
      let text = try DerivedDocument.read(path)
      for panel in PanelCatalogue.all {
        #expect(
          text.firstRange(of: panel.title.lowercased()) != nil || text.firstRange(of: panel.title) != nil,
          "\(path): \(panel.title)")
      }
    }
  }

  @Test("the help and the README explain every state of an instance")
  func conditions() throws {
    let text = try DerivedDocument.read("README.md")
    for condition in Condition.allCases {
      #expect(text.firstRange(of: condition.word) != nil, "\(condition.word)")
    }
  }
}
