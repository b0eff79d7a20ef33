import Telemetry

/// Stretches of time as files spell them: `500ms`, `2s`, `1m30s`, `1h`, `7d`, or a bare number of seconds.
package enum DurationText {
  private static let units: [(name: String, milliseconds: Double)] = [
    ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000),
    ("y", 31_536_000_000),
  ]

  /// nil for what is none, or is longer than a hundred years.
  package static func read(_ text: String) -> Duration? {
    var rest = text.filter { $0 != " " }[...]
    guard !rest.isEmpty else { return nil }
    if let seconds = number(rest) { return duration(milliseconds: seconds * 1000) }
    var sum = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest[digits.endIndex...]
      let letters = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
      rest = rest[letters.endIndex...]
      guard let count = number(digits), let unit = units.first(where: { $0.name == letters }) else {
        return nil
      }
      sum += count * unit.milliseconds
    }
    return duration(milliseconds: sum)
  }

  /// The shortest of these spellings.
  package static func written(_ duration: Duration) -> String {
    var rest = duration.wholeNanoseconds / 1_000_000
    guard rest > 0 else { return "0s" }
    var text = ""
    for unit in units.reversed() where unit.name != "w" && unit.name != "y" {
      let size = Int64(unit.milliseconds)
      if rest >= size {
        text += "\(rest / size)\(unit.name)"
        rest %= size
      }
    }
    return text
  }

  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
    return Double(text)
  }

  private static func duration(milliseconds: Double) -> Duration? {
    guard milliseconds.isFinite, (0...3_153_600_000_000).contains(milliseconds) else { return nil }
    return .milliseconds(Int64(exactly: milliseconds.rounded()) ?? 0)
  }
}
