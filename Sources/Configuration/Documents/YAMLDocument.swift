import CYAML

/// A YAML text, or a JSON text, as nodes with lines. Scalars stay texts: what they mean depends on who reads them.
package struct YAMLDocument {
  /// Deeper than anything that means something, and far from where a stack ends.
  package static let depthLimit = 64
  /// Values in one text, those that an alias repeats counted again: a kilobyte of aliases can stand for billions.
  package static let nodeLimit = 2_000_000

  private let path: String
  private let reader: OpaquePointer
  private var event = cy_event()
  private var count = 0
  /// What anchors name, with how many nodes that is.
  private var anchors: [String: (node: Node, count: Int)] = [:]

  package static func read(_ source: SourceText) throws(Problem) -> Node {
    var text = source.text
    do {
      return try text.withUTF8 { bytes in
        try bytes.withMemoryRebound(to: CChar.self) { chars in
          guard let reader = cy_open(chars.baseAddress, chars.count) else {
            throw Problem(file: source.path, words: "there is no memory to read it")
          }
          defer { cy_close(reader) }
          var document = YAMLDocument(path: source.path, reader: reader)
          return try document.whole()
        }
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(file: source.path, words: "is not YAML")
    }
  }

  private init(path: String, reader: OpaquePointer) {
    self.path = path
    self.reader = reader
  }

  private mutating func whole() throws(Problem) -> Node {
    try advance()
    guard Int(event.kind) == CY_DOCUMENT else { return Node(.other("nothing"), line: 1) }
    try advance()
    let node = try node(depth: 0)
    try advance()
    guard Int(event.kind) == CY_END else { throw refusal("a second document begins here; there can be one") }
    return node
  }

  private mutating func advance() throws(Problem) {
    cy_next(reader, &event)
    guard Int(event.kind) == CY_FAILED else { return }
    var line: CInt = 0
    let words = String(cString: cy_problem(reader, &line))
    throw Problem(file: path, line: Int(line), words: "is not YAML: \(words)")
  }

  private func refusal(_ words: String) -> Problem {
    Problem(file: path, line: Int(event.line), words: words)
  }

  private var anchor: String? { event.anchor.map { String(cString: $0) } }

  /// The node that the present event begins; the event that ends it is the present one afterwards.
  private mutating func node(depth: Int) throws(Problem) -> Node {
    guard depth < YAMLDocument.depthLimit else {
      throw refusal("is nested more than \(YAMLDocument.depthLimit) deep")
    }
    let anchor = anchor
    let before = count
    let node: Node
    switch Int(event.kind) {
    case CY_ALIAS:
      guard let anchor, let known = anchors[anchor] else {
        throw refusal("an alias of nothing that came before")
      }
      try add(known.count)
      return known.node
    case CY_LIST: node = try list(depth: depth)
    case CY_TABLE: node = try table(depth: depth)
    default: node = scalar()
    }
    try add(1)
    if let anchor { anchors[anchor] = (node, count - before) }
    return node
  }

  private mutating func add(_ nodes: Int) throws(Problem) {
    count += nodes
    guard count <= YAMLDocument.nodeLimit else {
      throw refusal("has more than \(YAMLDocument.nodeLimit) values, aliases counted")
    }
  }

  private func scalar() -> Node {
    let bytes = UnsafeRawBufferPointer(start: event.text, count: event.length)
    let text = String(decoding: bytes, as: UTF8.self)
    let isNothing = event.is_plain != 0 && ["", "~", "null", "Null", "NULL"].contains(text)
    return Node(isNothing ? .other("nothing") : .text(text), line: Int(event.line))
  }

  private mutating func list(depth: Int) throws(Problem) -> Node {
    let line = Int(event.line)
    var items: [Node] = []
    try advance()
    while Int(event.kind) != CY_LIST_END {
      items.append(try node(depth: depth + 1))
      try advance()
    }
    return Node(.list(items), line: line)
  }

  private mutating func table(depth: Int) throws(Problem) -> Node {
    let line = Int(event.line)
    var entries: [Node.Entry] = []
    var keys: Set<String> = []
    var merged: [Node] = []
    try advance()
    while Int(event.kind) != CY_TABLE_END {
      let keyLine = Int(event.line)
      guard let key = try node(depth: depth + 1).text else { throw refusal("a key is not a text") }
      try advance()
      let value = try node(depth: depth + 1)
      try advance()
      if key == "<<" {
        merged += value.list ?? [value]
      } else {
        guard keys.insert(key).inserted else {
          throw Problem(file: path, line: keyLine, words: "\(Findings.shown(key)) is there twice")
        }
        entries.append(Node.Entry(key: key, line: keyLine, node: value))
      }
    }
    // What `<<` brings gives way to what is written out.
    for entry in merged.flatMap({ $0.table ?? [] }) where keys.insert(entry.key).inserted {
      entries.append(entry)
      try add(1)
    }
    return Node(.table(entries), line: line)
  }
}
