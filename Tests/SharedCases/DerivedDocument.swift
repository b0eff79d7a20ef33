/// A document of which one table is derived from the program: what stands between two marks.
public enum DerivedDocument {
  private static let begin = "<!-- derived: MPTOP_REWRITE=1 swift test writes this table -->\n"
  private static let end = "<!-- end of what is derived -->\n"

  public static func read(_ path: String) throws -> String { try TextFile.read("\(TextFile.root)/\(path)") }

  public static func check(_ path: String, table lines: [String]) throws {
    let text = try read(path)
    guard let begins = text.firstRange(of: begin), let ends = text.firstRange(of: end),
      begins.upperBound <= ends.lowerBound
    else { throw TextFile.Problem(path: path, words: "has no marks around its derived table") }
    let table = lines.map { $0 + "\n" }.joined()
    if TextFile.isRewriting {
      let whole = text[..<begins.upperBound] + table + text[ends.lowerBound...]
      try TextFile.write(String(whole), to: "\(TextFile.root)/\(path)")
    } else {
      guard text[begins.upperBound..<ends.lowerBound] == table else {
        throw TextFile.Problem(path: path, words: "differs from its table: MPTOP_REWRITE=1 writes it anew")
      }
    }
  }
}
