import TOMLKit

/// A TOML text as nodes with lines.
package enum TOMLDocument {
  package static func read(_ source: SourceText) throws(Problem) -> Node {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: source.text)
    } catch let error as TOMLParseError {
      throw Problem(file: source.path, line: error.source.begin.line, words: words(of: error))
    } catch {
      throw Problem(file: source.path, words: "is not TOML")
    }
    return node(table, at: [], in: TOMLLines(source.text).lines)
  }

  /// The library's sentence, without what it prints of the text after "saw": a secret may stand there.
  private static func words(of error: TOMLParseError) -> String {
    let sentence = error.description
    let end = sentence.firstRange(of: "; saw")?.lowerBound ?? sentence.firstRange(of: ", saw")?.lowerBound
    return "is not TOML: " + sentence[..<(end ?? sentence.endIndex)]
  }

  private static func node(
    _ value: any TOMLValueConvertible, at path: [String], in lines: [[String]: Int]
  ) -> Node {
    let line = lines[path]
    if let text = value.string { return Node(.text(text), line: line) }
    if let whole = value.int { return Node(.whole(whole), line: line) }
    if let number = value.double { return Node(.number(number), line: line) }
    if let flag = value.bool { return Node(.flag(flag), line: line) }
    if let array = value.array {
      let items = array.enumerated().map { node($0.element, at: path + ["[\($0.offset)]"], in: lines) }
      return Node(.list(items), line: line)
    }
    guard let table = value.table else { return Node(.other("a date or time"), line: line) }
    let entries = table.map { key, value in
      let inner = path + [key]
      return Node.Entry(key: key, line: lines[inner], node: node(value, at: inner, in: lines))
    }
    return Node(
      .table(entries.sorted { ($0.line ?? .max, $0.key) < ($1.line ?? .max, $1.key) }), line: line)
  }
}
