/// Which panels a view has, and where: rows from top to bottom, of columns from left to right, of panels one above
/// another. Written as one line a row: `latency | traffic/pool`.
package struct PanelLayout: Sendable, Hashable {
  /// The names of the panels.
  package var rows: [[[String]]]

  package init(_ rows: [[[String]]]) { self.rows = rows }

  /// The most rows, columns of a row and panels of a column that anything could be seen of.
  private static let most = 8

  /// Reads lines; `panels` are the names that there are.
  package init(lines: [String], panels: [String]) throws(Refusal) {
    guard !lines.isEmpty else { throw Refusal("names no panel") }
    var seen: Set<String> = []
    rows = []
    for line in lines {
      var columns: [[String]] = []
      for column in PanelLayout.parts(line, "|") {
        let names = PanelLayout.parts(column, "/")
        for name in names {
          guard panels.contains(name) else {
            let near = Nearest.question(name, among: panels)
            throw Refusal(
              "has no panel ‘\(name)’"
                + (near.isEmpty ? ": there are \(panels.joined(separator: ", "))" : near))
          }
          guard seen.insert(name).inserted else { throw Refusal("names ‘\(name)’ twice") }
        }
        columns.append(names)
      }
      guard columns.count <= PanelLayout.most else {
        throw Refusal("has more than \(PanelLayout.most) columns")
      }
      rows.append(columns)
    }
    guard rows.count <= PanelLayout.most else { throw Refusal("has more than \(PanelLayout.most) rows") }
  }

  /// As it is written.
  package var lines: [String] {
    rows.map { $0.map { $0.joined(separator: "/") }.joined(separator: " | ") }
  }

  package var names: [String] { rows.flatMap { $0.flatMap { $0 } } }

  private static func parts(_ text: String, _ separator: Character) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
    }
  }

  /// What is wrong with lines, as a sentence whose subject is the layout.
  package struct Refusal: Error, Hashable {
    package let words: String
    init(_ words: String) { self.words = words }
  }
}
