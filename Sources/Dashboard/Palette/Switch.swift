/// A setting that the palette changes while mptop runs.
struct Switch: Sendable {
  /// As it is written: `mouse on`.
  var name: String
  var turn: @Sendable (inout State) -> [Effect]

  static let all: [Switch] = [
    Switch(name: "mouse on") { $0.use(mouse: true) },
    Switch(name: "mouse off") { $0.use(mouse: false) },
  ]
}

extension State {
  fileprivate mutating func use(mouse isUsed: Bool) -> [Effect] {
    preferences.mouse = isUsed
    return [.useMouse(isUsed)]
  }
}
