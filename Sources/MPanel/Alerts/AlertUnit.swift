/// What the figure of an alert counts, and so how it is written.
package enum AlertUnit: String, Sendable, Hashable, CaseIterable {
  /// A part of 1, written in percent.
  case share
  case seconds
  case count
  case perMinute = "per minute"
  case perSecond = "per second"
  case megabytes
  case days
  /// On or off: no figure is worth writing.
  case state

  /// `85 %`, `1.2 s`, `340 ms`, `6`, `+120/min`, `930 MB`; empty for a state.
  package func words(_ value: Double) -> String {
    switch self {
    case .share: return "\(saturating(value * 100)) %"
    case .seconds:
      guard value.isFinite else { return "for ever" }
      // Of hours nobody counts the seconds.
      if abs(value) >= 7200 { return "\(AlertUnit.short(value / 3600)) h" }
      return abs(value) < 0.9995 ? "\(saturating(value * 1000)) ms" : "\(AlertUnit.short(value)) s"
    case .count: return AlertUnit.short(value)
    case .perMinute: return "\(value > 0 ? "+" : "")\(AlertUnit.short(value))/min"
    case .perSecond: return "\(AlertUnit.short(value))/s"
    case .days: return "\(AlertUnit.short(value)) d"
    case .megabytes: return "\(saturating(value)) MB"
    case .state: return ""
    }
  }

  /// Whole where it is large, with one decimal where it is small and has one.
  private static func short(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "-" : value > 0 ? "∞" : "-∞" }
    guard abs(value) < 9.95 else { return "\(saturating(value))" }
    let tenths = saturating(value * 10)
    return tenths % 10 == 0
      ? "\(tenths / 10)" : "\(value < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
