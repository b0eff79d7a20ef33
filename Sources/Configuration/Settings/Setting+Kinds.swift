/// The kinds of settings. To those that end in `?` nothing is set by default.
extension Setting {
  typealias Key<Value> = WritableKeyPath<Root, Value> & Sendable

  static func flag(_ path: String, _ key: Key<Bool>, _ words: String) -> Setting {
    make(path, .flag, key, words, read: ValueReader.flag, write: { "\($0)" })
  }

  static func text(_ path: String, _ key: Key<String?>, _ words: String) -> Setting {
    make(path, .text, key, words, read: ValueReader.text, write: { $0.map(TOMLText.quoted) })
  }

  static func file(_ path: String, _ key: Key<String?>, _ words: String) -> Setting {
    Setting(
      path: path, kind: .file, words: words,
      take: { node, root, findings in
        do throws(Refusal) {
          let text = try ValueReader.text(node, kind: .file)
          root[keyPath: key] = RelativePaths(to: findings.file).absolute(text)
        } catch {
          findings.refuse("‘\(path)’ \(error.words)", at: node.line)
        }
      }, show: { $0[keyPath: key].map(TOMLText.quoted) })
  }

  /// A text that means something: `read` gives it, or refuses with a sentence whose subject is the setting.
  static func written<Value>(
    _ path: String, _ key: Key<Value>, as kind: String, _ words: String,
    read: @escaping @Sendable (String) throws(Refusal) -> Value,
    write: @escaping @Sendable (Value) -> String?
  ) -> Setting {
    make(
      path, .written(kind), key, words,
      read: { node throws(Refusal) in try read(try ValueReader.text(node, kind: .written(kind))) },
      write: { write($0).map(TOMLText.quoted) })
  }

  static func list(_ path: String, _ key: Key<[String]>, _ words: String) -> Setting {
    make(path, .list, key, words, read: ValueReader.texts, write: { TOMLText.list($0) })
  }

  static func whole(_ path: String, _ key: Key<Int>, in range: ClosedRange<Int>, _ words: String) -> Setting {
    let kind = SettingKind.whole(range)
    return make(
      path, kind, key, words,
      read: { node throws(Refusal) in
        guard case .whole(let whole) = node.value else { throw .wrongKind(kind, not: node) }
        guard range.contains(whole) else { throw Refusal("is \(kind.phrase), not \(whole)") }
        return whole
      }, write: { "\($0)" })
  }

  static func number(_ path: String, _ key: Key<Double>, in range: ClosedRange<Double>, _ words: String)
    -> Setting
  {
    make(
      path, .number(range), key, words,
      read: { node throws(Refusal) in try ValueReader.number(node, in: range) }, write: { "\($0)" })
  }

  static func number(_ path: String, _ key: Key<Double?>, in range: ClosedRange<Double>, _ words: String)
    -> Setting
  {
    make(
      path, .number(range), key, words,
      read: { node throws(Refusal) in try ValueReader.number(node, in: range) },
      write: { $0.map { "\($0)" } })
  }

  static func duration(_ path: String, _ key: Key<Duration>, in range: ClosedRange<Duration>, _ words: String)
    -> Setting
  {
    make(
      path, .duration(range), key, words,
      read: { node throws(Refusal) in try ValueReader.duration(node, in: range) },
      write: { TOMLText.quoted(DurationText.written($0)) })
  }

  static func duration(
    _ path: String, _ key: Key<Duration?>, in range: ClosedRange<Duration>, _ words: String
  )
    -> Setting
  {
    make(
      path, .duration(range), key, words,
      read: { node throws(Refusal) in try ValueReader.duration(node, in: range) },
      write: { $0.map { TOMLText.quoted(DurationText.written($0)) } })
  }

  /// One of a few words, each of which stands for a value.
  static func choice<Value: Equatable & Sendable>(
    _ path: String, _ key: Key<Value>, among values: [(word: String, value: Value)], _ words: String
  ) -> Setting {
    make(
      path, .choice(values.map(\.word)), key, words,
      read: { node throws(Refusal) in try ValueReader.choice(node, among: values) },
      write: { value in values.first { $0.value == value }.map { TOMLText.quoted($0.word) } })
  }

  static func choice<Value: RawRepresentable & CaseIterable & Equatable & Sendable>(
    _ path: String, _ key: Key<Value>, _ words: String
  ) -> Setting where Value.RawValue == String {
    choice(path, key, among: Value.allCases.map { ($0.rawValue, $0) }, words)
  }

  static func choice<Value: RawRepresentable & CaseIterable & Equatable & Sendable>(
    _ path: String, _ key: Key<Value?>, _ words: String
  ) -> Setting where Value.RawValue == String {
    choice(path, key, among: Value.allCases.map { ($0.rawValue, Optional($0)) }, words)
  }

  /// `[[path]]`, any number of times. `check` sees each when it was read, for what fields mean together.
  static func tables<Row: Sendable>(
    _ path: String, _ key: Key<[Row]>, new: Row, fields: [Setting<Row>], _ words: String,
    check: @escaping @Sendable (inout Row, Node, inout Findings) -> Void = { _, _, _ in }
  ) -> Setting {
    var setting = Setting(
      path: path, kind: .tables, words: words,
      take: { node, root, findings in
        guard let list = node.list, list.allSatisfy({ $0.table != nil }) else {
          findings.refuse("‘\(path)’ is written as [[\(path)]], not as \(node.kind)", at: node.line)
          return
        }
        root[keyPath: key] = list.map { table in
          var row = new
          SettingsReader(fields, of: "[[\(path)]]").read(table, into: &row, &findings)
          check(&row, table, &findings)
          return row
        }
      },
      show: { _ in nil })
    setting.fields = fields.map { Field(path: $0.path, kind: $0.kind, words: $0.words) }
    setting.blocks = { root in
      root[keyPath: key].map { row in
        fields.compactMap { field in field.show(row).map { (field.path, $0) } }
      }
    }
    return setting
  }
}
