import MPanel

/// Where `mptop check` warns and where it calls something critical, as the operator has set it: from the command line or
/// the configuration, by the name of a ``CheckMeasure``.
package struct Thresholds: Sendable, Hashable {
  private var ranges: [Condition.Severity: [String: CheckRange]] = [:]

  package init() {}

  /// Why a word sets no threshold.
  package struct Mistake: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// Takes `NAME=RANGE`, such as `p99=0.5` or `pool=@95:100`; the last of a name counts.
  package mutating func set(_ word: String, _ level: Condition.Severity) throws(Mistake) {
    let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(sides[0])
    let names = CheckMeasure.all.map(\.name)
    guard sides.count == 2 else {
      throw Mistake(description: "‘\(CleanText.of(word, limit: 60))’ is not NAME=RANGE, such as p99=0.5")
    }
    guard names.contains(name) else {
      throw Mistake(
        description:
          "‘\(CleanText.of(name, limit: 40))’ is no figure of a check: \(names.joined(separator: ", "))")
    }
    guard let range = CheckRange(String(sides[1])) else {
      throw Mistake(
        description:
          "‘\(CleanText.of(sides[1], limit: 40))’ of \(name) is no range: 10 alerts above it (or below 0), 10: below it, ~:10 only above, 10:20 outside, @10:20 inside"
      )
    }
    ranges[level, default: [:]][name] = range
  }

  /// What was set for a level, each as `NAME=RANGE`.
  package func words(_ level: Condition.Severity) -> [String] {
    (ranges[level] ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// Those of another set on top of these.
  package func overridden(by other: Thresholds) -> Thresholds {
    var both = self
    for (level, named) in other.ranges { both.ranges[level, default: [:]].merge(named) { $1 } }
    return both
  }

  /// Whether the operator has set one of either level.
  func isSet(_ name: String) -> Bool { ranges.values.contains { $0[name] != nil } }

  subscript(level: Condition.Severity, name: String) -> CheckRange? { ranges[level]?[name] }
}
