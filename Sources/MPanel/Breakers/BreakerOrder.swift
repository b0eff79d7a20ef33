/// Which number means which state of a breaker.
package struct BreakerOrder: Sendable, Hashable, Codable {
  package struct NumberedState: Sendable, Hashable, Codable {
    package var value: Double
    package var state: BreakerState

    package init(_ value: Double, _ state: BreakerState) {
      self.value = value
      self.state = state
    }
  }

  package private(set) var states: [NumberedState]

  /// mPanel's quick reference says that 1 is OPEN; 0.5 and 3 are what others use and clash with nothing.
  package static let documented = BreakerOrder(states: [
    NumberedState(0, .closed), NumberedState(1, .open), NumberedState(2, .halfOpen),
    NumberedState(0.5, .halfOpen), NumberedState(3, .forcedOpen),
  ])

  private init(states: [NumberedState]) { self.states = states }

  /// The state that a number says; nil for one that the order does not know.
  package func state(of value: Double) -> BreakerState? { states.first { $0.value == value }?.state }

  // MARK: - As an operator writes it

  /// What is wrong with an order as it was written, as a sentence without a full stop.
  package struct Mistake: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// The words of states as they are written in an order.
  package static let words = ["closed", "open", "half-open", "forced-open", "disabled"]

  /// Reads `0=closed,1=open,2=half-open`.
  package init(_ text: String) throws(Mistake) {
    states = []
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(BreakerOrder.trimmed)
      guard sides.count == 2, let value = Double(sides[0]), value.isFinite else {
        throw Mistake(description: "‘\(BreakerOrder.trimmed(part))’ is not NUMBER=STATE, such as 1=open")
      }
      guard let state = BreakerState(word: sides[1]) else {
        throw Mistake(
          description:
            "‘\(sides[1])’ is no state of a breaker; there are \(BreakerOrder.words.joined(separator: ", "))")
      }
      guard !states.contains(where: { $0.value == value }) else {
        throw Mistake(description: "\(sides[0]) has two states")
      }
      states.append(NumberedState(value, state))
    }
    guard Set(states.map(\.state)).count >= 2 else {
      throw Mistake(description: "‘\(text)’ names fewer than two states, such as 0=closed,1=open,2=half-open")
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  // MARK: - As a HELP text says it

  private enum Token {
    case number(Double)
    case state(BreakerState)
  }

  /// The order that a HELP text spells out, such as `(0=CLOSED, 1=OPEN, 2=HALF_OPEN)`, `1 = open, 0 = closed` or
  /// `closed: 0, half open: 1`; nil where it names fewer than two states.
  ///
  /// Numbers and states are paired as they stand; the last of them tells whether the number or the state comes
  /// first, since words before the list may name a state too ("whether it is open: 0=closed, 1=open").
  package init?(help: String) {
    let tokens = BreakerOrder.tokens(of: help)
    let stateFirst = if case .number = tokens.last { true } else { false }
    states = []
    for (left, right) in zip(tokens, tokens.dropFirst()) {
      let pair: NumberedState? =
        switch (left, right) {
        case (.number(let value), .state(let state)) where !stateFirst: NumberedState(value, state)
        case (.state(let state), .number(let value)) where stateFirst: NumberedState(value, state)
        default: nil
        }
      if let pair, !states.contains(where: { $0.value == pair.value }) { states.append(pair) }
    }
    guard Set(states.map(\.state)).count >= 2 else { return nil }
  }

  private static func tokens(of help: String) -> [Token] {
    let words = help.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_" || $0 == "-") }
    var tokens: [Token] = []
    for (index, word) in words.enumerated() {
      let digits = word.hasSuffix(".") ? word.dropLast() : word
      if digits.first?.isNumber == true, let value = Double(digits), value.isFinite {
        tokens.append(.number(value))
      } else if let state = BreakerState(word: word) {
        let continues = index > 0 && words[index - 1].lowercased() == "half"
        if continues, case .state = tokens.last { tokens.removeLast() }
        tokens.append(.state(continues ? .halfOpen : state))
      }
    }
    return tokens
  }
}
