/// How a family tells the state of circuit breakers.
///
/// The number 1 means OPEN in one convention and HALF-OPEN in another under the very same name, so the family's
/// HELP decides where it says the order; mPanel's documented 0 closed, 1 open, 2 half-open is the default.
package enum BreakerConvention: Sendable, Hashable {
  /// A number a state.
  case numbered([NumberedState])
  /// One series a state, of which the one with value 1 holds; the state is in this label.
  case oneHot(label: String)
  /// 1 is open, 0 is closed.
  case flag

  package struct NumberedState: Sendable, Hashable {
    package var value: Double
    package var state: BreakerState

    package init(_ value: Double, _ state: BreakerState) {
      self.value = value
      self.state = state
    }
  }

  /// mPanel's quick reference says that 1 is OPEN; 0.5 and 3 are what others use and clash with nothing.
  package static let documentedOrder = [
    NumberedState(0, .closed), NumberedState(1, .open), NumberedState(2, .halfOpen),
    NumberedState(0.5, .halfOpen), NumberedState(3, .forcedOpen),
  ]

  /// The labels that may hold a breaker's name, in the order in which they are looked for.
  package static let nameLabels = [
    "service", "name", "circuit_name", "circuit", "provider", "upstream", "endpoint", "target", "client",
    "breaker", "circuitbreaker", "device_id", "method", "envoy_cluster_name", "command_name",
  ]

  /// The convention of a family, or nil where its name is not one of a breaker's state.
  ///
  /// - Parameter labels: the label names of one of its series.
  package init?(family: String, help: String, labels: [String]) {
    let name = family.lowercased()
    let tail = ["circuit_breaker", "circuitbreaker", "circuit", "cb"]
    let isState = Self.ends(name, with: tail, then: ["_state", "_status"])
    let isFlag = Self.ends(name, with: tail, then: ["_open"])
    guard isState || isFlag else { return nil }
    if labels.contains(family) {
      self = .oneHot(label: family)
    } else if labels.contains("state") {
      self = .oneHot(label: "state")
    } else if isFlag {
      self = .flag
    } else {
      let order = Self.order(in: help)
      self = .numbered(order.isEmpty ? Self.documentedOrder : order)
    }
  }

  /// Whether `name` is `[…_]circuit_breaker` and one of `suffixes`.
  private static func ends(_ name: String, with stems: [String], then suffixes: [String]) -> Bool {
    for suffix in suffixes where name.hasSuffix(suffix) {
      let head = name.dropLast(suffix.count)
      for stem in stems where head.hasSuffix(stem) {
        let before = head.dropLast(stem.count)
        if before.isEmpty || before.hasSuffix("_") { return true }
      }
    }
    return false
  }

  /// The order that a HELP text spells out, such as `(0=CLOSED, 1=OPEN, 2=HALF_OPEN)`, `1 = open, 0 = closed` or
  /// `closed: 0, half open: 1`; empty where it names fewer than two states.
  ///
  /// Numbers and states are paired as they stand; the last of them tells whether the number or the state comes
  /// first, since words before the list may name a state too ("whether it is open: 0=closed, 1=open").
  package static func order(in help: String) -> [NumberedState] {
    enum Token {
      case number(Double)
      case state(BreakerState)
    }
    let words = help.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-") }
    var tokens: [Token] = []
    for (index, word) in words.enumerated() {
      let digits = word.hasSuffix(".") ? word.dropLast() : word
      if digits.first?.isNumber == true, let value = Double(digits), value.isFinite {
        tokens.append(.number(value))
      } else if let state = BreakerState(word: word) {
        let continues = index > 0 && words[index - 1].lowercased() == "half"
        if continues { tokens.removeLast() }
        tokens.append(.state(continues ? .halfOpen : state))
      }
    }
    let stateFirst = if case .number = tokens.last { true } else { false }
    var found: [NumberedState] = []
    for (left, right) in zip(tokens, tokens.dropFirst()) {
      let pair: NumberedState? =
        switch (left, right) {
        case (.number(let value), .state(let state)) where !stateFirst: NumberedState(value, state)
        case (.state(let state), .number(let value)) where stateFirst: NumberedState(value, state)
        default: nil
        }
      if let pair, !found.contains(where: { $0.value == pair.value }) { found.append(pair) }
    }
    return Set(found.map(\.state)).count >= 2 ? found : []
  }

  /// The state that a number says; nil for one that the convention does not know.
  package func state(of value: Double) -> BreakerState? {
    switch self {
    case .numbered(let order): order.first { $0.value == value }?.state
    case .flag: value == 1 ? .open : value == 0 ? .closed : nil
    case .oneHot: nil
    }
  }
}
