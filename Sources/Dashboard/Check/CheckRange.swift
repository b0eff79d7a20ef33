/// A range as the monitoring-plugins guidelines write thresholds: `10`, `10:`, `~:10`, `10:20`, `@10:20`.
package struct CheckRange: Sendable, Hashable, CustomStringConvertible {
  package let start: Double
  package let end: Double
  /// Whether figures inside are the bad ones, both ends among them.
  package let isInside: Bool
  /// As it was written, which is how performance data repeat it.
  package let description: String

  /// nil where the text is no range.
  package init?(_ text: String) {
    var rest = text[...]
    isInside = rest.hasPrefix("@")
    if isInside { rest.removeFirst() }
    let sides = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let last = sides.last, !rest.isEmpty else { return nil }
    if sides.count == 1 {
      guard let end = CheckRange.number(last) else { return nil }
      (self.start, self.end) = (0, end)
    } else {
      let first = sides[0]
      guard let start = first == "~" ? -.infinity : first.isEmpty ? 0 : CheckRange.number(first),
        let end = last.isEmpty ? .infinity : CheckRange.number(last)
      else { return nil }
      (self.start, self.end) = (start, end)
    }
    guard start <= end else { return nil }
    description = text
  }

  /// Alerts at this figure and above, as the rules of the dashboard do.
  package init(from line: Double) {
    (start, end, isInside) = (-.infinity, line.nextDown, false)
    description = CheckRange.digits(line)
  }

  package func isBad(_ value: Double) -> Bool {
    (value >= start && value <= end) == isInside
  }

  private static func number(_ text: Substring) -> Double? {
    guard text.utf8.allSatisfy({ "+-.0123456789".utf8.contains($0) }), let number = Double(text),
      number.isFinite
    else { return nil }
    return number
  }

  /// At most four decimals, and none where there are none.
  package static func digits(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }
}
