import Dashboard

/// Values of settings, from nodes.
enum ValueReader {
  static func flag(_ node: Node) throws(Refusal) -> Bool {
    guard let flag = node.flag else { throw .wrongKind(.flag, not: node) }
    return flag
  }

  static func text(_ node: Node) throws(Refusal) -> String? { try text(node, kind: .text) }

  static func text(_ node: Node, kind: SettingKind) throws(Refusal) -> String {
    guard let text = node.text else { throw .wrongKind(kind, not: node) }
    guard !text.isEmpty else { throw Refusal("is empty") }
    return text
  }

  static func texts(_ node: Node) throws(Refusal) -> [String] {
    guard let list = node.list else { throw .wrongKind(.list, not: node) }
    var texts: [String] = []
    for item in list {
      guard let text = item.text else {
        throw Refusal("is a list of texts; \(item.kind) is among them", line: item.line)
      }
      texts.append(text)
    }
    return texts
  }

  static func number(_ node: Node, in range: ClosedRange<Double>) throws(Refusal) -> Double {
    let kind = SettingKind.number(range)
    let number: Double
    switch node.value {
    case .whole(let whole): number = Double(whole)
    case .number(let double): number = double
    default: throw .wrongKind(kind, not: node)
    }
    guard range.contains(number) else { throw Refusal("is \(kind.phrase), not \(number)") }
    return number
  }

  static func duration(_ node: Node, in range: ClosedRange<Duration>) throws(Refusal) -> Duration {
    let kind = SettingKind.duration(range)
    let duration: Duration?
    let word: String
    switch node.value {
    case .text(let text):
      word = Findings.shown(text)
      duration = DurationText.read(text)
    case .whole(let whole):
      word = "\(whole)"
      duration = DurationText.read(word)
    case .number(let number):
      word = "\(number)"
      duration = DurationText.read(word)
    default: throw .wrongKind(kind, not: node)
    }
    guard let duration else { throw Refusal("is \(kind.phrase), such as \"30s\" or \"1m\", not \(word)") }
    guard range.contains(duration) else { throw Refusal("is \(kind.phrase), not \(word)") }
    return duration
  }

  static func choice<Value>(_ node: Node, among values: [(word: String, value: Value)]) throws(Refusal)
    -> Value
  {
    let kind = SettingKind.choice(values.map(\.word))
    guard let text = node.text else { throw Refusal("is \(kind.phrase), not \(node.kind)") }
    guard let found = values.first(where: { $0.word == text }) else {
      let near = Nearest.question(text, among: values.map(\.word))
      throw Refusal("is \(kind.phrase), not \(Findings.shown(text))\(near)")
    }
    return found.value
  }
}
