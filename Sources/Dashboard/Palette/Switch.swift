/// A setting that the palette changes while mptop runs.
struct Switch: Sendable {
  /// As it is written: `mouse on`.
  var name: String
  var turn: @Sendable (inout State) -> [Effect]

  static let all: [Switch] = [
    Switch(name: "mouse on") { $0.use(mouse: true) },
    Switch(name: "mouse off") { $0.use(mouse: false) },
    Switch(name: "axis log") { $0.scale(isLinear: false) },
    Switch(name: "axis linear") { $0.scale(isLinear: true) },
  ]
}

extension State {
  fileprivate mutating func scale(isLinear: Bool) -> [Effect] {
    self.isLinear = isLinear
    return []
  }

  fileprivate mutating func use(mouse isUsed: Bool) -> [Effect] {
    preferences.mouse = isUsed
    return [.useMouse(isUsed)]
  }
}
