import CNcurses
import Drawing

extension CursesTerminal {
  /// The keys that have come by now, what was pasted, and what the mouse did.
  func keys() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var code: UInt32 = 0
    while true {
      switch Int(cn_key(&code)) {
      case CN_CHARACTER: if let key = CursesTerminal.key(character: code) { events.append(.key(key)) }
      case CN_FUNCTION: if let key = CursesTerminal.key(function: code) { events.append(.key(key)) }
      case CN_PASTED: pasted.take(code)
      case CN_PASTE_END: events.append(.pasted(pasted.end()))
      case CN_POINTER: events.append(.pointer(CursesTerminal.pointer()))
      default: return events
      }
    }
  }

  private static func pointer() -> Pointer {
    var (action, x, y): (Int32, Int32, Int32) = (0, 0, 0)
    cn_pointer(&action, &x, &y)
    let actions: [Int: Pointer.Action] = [CN_WHEEL_UP: .wheelUp, CN_WHEEL_DOWN: .wheelDown]
    return Pointer(actions[Int(action)] ?? .press, x: Int(x), y: Int(y))
  }

  private static func key(character code: UInt32) -> Key? {
    switch code {
    case 9: return .tab
    case 10, 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    case 1...26: return Unicode.Scalar(code + 96).map { .control($0) }
    case ..<32: return nil
    default: return Unicode.Scalar(code).map { .character($0) }
    }
  }

  private static let functions: [Int: Key] = [
    CN_KEY_UP: .up, CN_KEY_DOWN: .down, CN_KEY_LEFT: .left,
    CN_KEY_RIGHT: .right, CN_KEY_HOME: .home, CN_KEY_END: .end,
    CN_KEY_PAGE_UP: .pageUp, CN_KEY_PAGE_DOWN: .pageDown,
    CN_KEY_BACKTAB: .backTab, CN_KEY_BACKSPACE: .backspace, CN_KEY_ENTER: .enter,
  ]

  private static func key(function code: UInt32) -> Key? {
    if let key = functions[Int(code)] { return key }
    return Int(code) >= CN_KEY_F1 ? .function(Int(code) - CN_KEY_F1 + 1) : nil
  }
}
