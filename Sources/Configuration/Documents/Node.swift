/// A value in a configuration, whatever its language, with the line on which it stands.
package struct Node: Sendable, Hashable {
  package indirect enum Value: Sendable, Hashable {
    case text(String)
    case whole(Int)
    case number(Double)
    case flag(Bool)
    case list([Node])
    case table([Entry])
    /// Nothing, or something that no setting is made of, such as a date.
    case other(String)
  }

  package struct Entry: Sendable, Hashable {
    package var key: String
    package var line: Int?
    package var node: Node
  }

  package var value: Value
  package var line: Int?

  package init(_ value: Value, line: Int? = nil) {
    self.value = value
    self.line = line
  }

  package var text: String? { if case .text(let text) = value { text } else { nil } }
  package var flag: Bool? { if case .flag(let flag) = value { flag } else { nil } }
  package var list: [Node]? { if case .list(let list) = value { list } else { nil } }
  package var table: [Entry]? { if case .table(let table) = value { table } else { nil } }

  package subscript(key: String) -> Node? { table?.first { $0.key == key }?.node }

  /// What it is, in a sentence that says what it should have been. Never the value: it may be a secret in the wrong
  /// place.
  package var kind: String {
    switch value {
    case .text: "a text"
    case .whole, .number: "a number"
    case .flag: "true or false"
    case .list: "a list"
    case .table: "a table"
    case .other(let kind): kind
    }
  }
}
