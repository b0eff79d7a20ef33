/// One thing that a configuration can set: a row of a table from which reading, printing and documents are made.
package struct Setting<Root: Sendable>: Sendable {
  /// Its keys with dots between.
  package let path: String
  package let kind: SettingKind
  /// What it is for, in one sentence.
  package let words: String
  /// Puts a value of a file in its place, or says what is wrong with it.
  let take: @Sendable (Node, inout Root, inout Findings) -> Void
  let show: @Sendable (Root) -> String?

  /// Its value as TOML; nil where nothing is set.
  package func text(in root: Root) -> String? { show(root) }

  /// For ``SettingKind/tables``: what each of them can set, and the values of those that are there.
  package internal(set) var fields: [Field] = []
  var blocks: @Sendable (Root) -> [[(path: String, value: String)]] = { _ in [] }

  /// A setting of a table that may be there many times, for the documents.
  package struct Field: Sendable {
    package let path: String
    package let kind: SettingKind
    package let words: String
  }

  /// The same setting of a part of something bigger, below a path.
  func within<Whole: Sendable>(_ prefix: String, _ key: WritableKeyPath<Whole, Root> & Sendable)
    -> Setting<Whole>
  {
    Setting<Whole>(
      path: "\(prefix).\(path)", kind: kind, words: words,
      take: { node, whole, findings in take(node, &whole[keyPath: key], &findings) },
      show: { show($0[keyPath: key]) })
  }

  /// A setting whose value is read from a node and written as TOML.
  static func make<Value>(
    _ path: String, _ kind: SettingKind, _ key: WritableKeyPath<Root, Value> & Sendable, _ words: String,
    read: @escaping @Sendable (Node) throws(Refusal) -> Value, write: @escaping @Sendable (Value) -> String?
  ) -> Setting {
    Setting(
      path: path, kind: kind, words: words,
      take: { node, root, findings in
        do throws(Refusal) {
          root[keyPath: key] = try read(node)
        } catch {
          findings.refuse("‘\(path)’ \(error.words)", at: error.line ?? node.line)
        }
      },
      show: { write($0[keyPath: key]) })
  }
}

/// Why a value cannot be taken: a sentence whose subject is the setting.
package struct Refusal: Error {
  package var words: String
  /// Where, if not at the beginning of the value.
  package var line: Int?

  package init(_ words: String, line: Int? = nil) {
    self.words = words
    self.line = line
  }

  static func wrongKind(_ kind: SettingKind, not node: Node) -> Refusal {
    Refusal("is \(kind.phrase), not \(node.kind)")
  }
}
