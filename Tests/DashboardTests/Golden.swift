import Drawing
import SharedCases
import Testing

/// A screen kept in a file: a plane of text, then a plane of roles, with `|` at the ends of lines so that editors keep
/// the blanks. `MPTOP_REWRITE=1` writes them anew; read the difference like prose before it is committed.
enum Golden {
  static func check(
    _ grid: Grid, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = "\(folder)/\(name).txt"
    let shown = picture(of: grid)
    if TextFile.isRewriting {
      try TextFile.write(shown, to: file)
      return
    }
    let expected = try TextFile.read(file)
    guard expected != shown else { return }
    Issue.record("\(name) differs:\n\(difference(expected, shown))", sourceLocation: sourceLocation)
  }

  private static let folder =
    #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Goldens"

  private static func picture(of grid: Grid) -> String {
    let text = (0..<grid.rows).map { grid.text(row: $0) + "|\n" }.joined()
    let roles = grid.rolePlane.split(separator: "\n").map { $0 + "|\n" }.joined()
    return text + "\n" + roles
  }

  private static func difference(_ expected: String, _ shown: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = shown.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(old.count, new.count)).compactMap { line in
      let (before, after) = (line < old.count ? old[line] : "", line < new.count ? new[line] : "")
      return before == after ? nil : "\(line + 1) - \(before)\n\(line + 1) + \(after)"
    }.joined(separator: "\n")
  }
}
