import Drawing
import MPanel

extension Condition {
  /// Its shape, word and role.
  var lamp: Lamp {
    let light: Lamp.Light =
      switch severity {
      case .good: .good
      case .waiting: .waiting
      case .warning: .warning
      case .critical: .critical
      }
    return Lamp(light, word)
  }
}

extension Condition.Severity {
  var role: Role {
    switch self {
    case .good: .good
    case .waiting: .faint
    case .warning: .warning
    case .critical: .critical
    }
  }
}
