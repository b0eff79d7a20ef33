/// A number as an operator reads it: at most three significant digits, a decimal point in every locale, and its
/// unit apart, so that figures line up and units can be drawn quieter.
package struct Figure: Sendable, Hashable {
  package var digits: String
  package var unit: String

  package init(_ digits: String, _ unit: String = "") {
    self.digits = digits
    self.unit = unit
  }

  /// What stands for a number that is not there.
  package static let none = Figure("-")

  package var text: String { unit.isEmpty ? digits : "\(digits) \(unit)" }

  /// A time that something took: `0.34 ms`, `12 ms`, `1.25 s`, `41 s`.
  package static func latency(_ seconds: Double?) -> Figure {
    guard let seconds, !seconds.isNaN else { return .none }
    guard seconds.isFinite else { return Figure("∞") }
    let magnitude = abs(seconds)
    return magnitude < 0.9995
      ? Figure(significant(seconds * 1000), "ms") : Figure(significant(seconds), "s")
  }

  /// How long something has lasted or will last, in at most two units: `41 s`, `2m 05s`, `3d 4h`.
  package static func span(_ seconds: Double?) -> String {
    guard let seconds, !seconds.isNaN else { return "-" }
    guard seconds < 86_400 * 36_500 else { return "∞" }
    let whole = Int(exactly: max(seconds, 0).rounded(.down)) ?? 0
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60)m \(two(whole % 60))s"
    case ..<86_400: return "\(whole / 3600)h \(two(whole % 3600 / 60))m"
    default: return "\(whole / 86_400)d \(whole % 86_400 / 3600)h"
    }
  }

  /// Events a second.
  package static func rate(_ perSecond: Double?) -> Figure {
    guard let perSecond, !perSecond.isNaN else { return .none }
    let scaled = scaled(perSecond)
    return Figure(scaled.digits, scaled.unit + "/s")
  }

  /// The same where the column's title has the unit: `52.1k`.
  package static func perSecond(_ value: Double?) -> String {
    guard let value, !value.isNaN else { return "-" }
    let scaled = scaled(value)
    return scaled.digits + scaled.unit
  }

  /// A number of things: `7`, `24.7k`, `1.2M`.
  package static func count(_ value: Double?) -> String {
    guard let value, !value.isNaN else { return "-" }
    guard value.isFinite else { return value > 0 ? "∞" : "-∞" }
    if abs(value) < 9999.5, value == value.rounded() { return "\(Int(exactly: value) ?? 0)" }
    let scaled = scaled(value)
    return scaled.digits + scaled.unit
  }

  /// A change of a number of things: always with its sign.
  package static func change(_ value: Double?) -> String {
    guard let value, !value.isNaN else { return "-" }
    let rounded = abs(value) < 10 ? (value * 10).rounded() / 10 : value.rounded()
    if rounded == 0 { return "0" }
    return rounded > 0 ? "+" + count(rounded) : count(rounded)
  }

  /// `154 MB`: powers of 1024, as mPanel's own health page counts them.
  package static func bytes(_ value: Double?) -> Figure {
    guard let value, value.isFinite else { return .none }
    var rest = abs(value)
    for unit in ["B", "kB", "MB", "GB"] {
      if rest < 1023.5 { return Figure(significant(value < 0 ? -rest : rest), unit) }
      rest /= 1024
    }
    return Figure(significant(value < 0 ? -rest : rest), "TB")
  }

  /// A share of 1 in percent: `85 %`, `1.2 %`.
  package static func percent(_ share: Double?) -> Figure {
    guard let share, !share.isNaN else { return .none }
    return Figure(significant(share * 100), "%")
  }

  private static func scaled(_ value: Double) -> (digits: String, unit: String) {
    guard value.isFinite else { return (value > 0 ? "∞" : "-∞", "") }
    var rest = abs(value)
    for unit in ["", "k", "M", "G", "T"] {
      if rest < 999.5 { return (significant(value < 0 ? -rest : rest), unit) }
      rest /= 1000
    }
    return (value < 0 ? "<-999" : ">999", "T")
  }

  /// Three significant digits at most, without an exponent: `0.34`, `1.25`, `12.5`, `340`.
  package static func significant(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "-" : value > 0 ? "∞" : "-∞" }
    let magnitude = abs(value)
    if magnitude < 0.005 { return "0" }
    let places = magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0
    let scale = places == 2 ? 100.0 : places == 1 ? 10.0 : 1.0
    guard let units = Int(exactly: (magnitude * scale).rounded()) else { return value > 0 ? "∞" : "-∞" }
    let sign = value < 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(units)" }
    let whole = units / Int(scale)
    var fraction = String(units % Int(scale))
    while fraction.count < places { fraction = "0" + fraction }
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
