import Telemetry

/// The rules that hold: those of the table as the operator has changed them, then the operator's own.
package struct AlertRules: Sendable {
  package let all: [AlertRule]
  private let places: [String: Int]

  package static let standard = AlertRules(AlertSettings())

  package init(_ settings: AlertSettings) {
    let changed = AlertTable.rows.map { row in
      settings.changes[row.id].map { AlertRules.changed(row, $0) } ?? row
    }
    all = (changed + settings.own.compactMap(AlertRules.rule)).filter(\.isOn)
    places = Dictionary(all.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
  }

  /// A rule that holds; nil for one that does not exist or is off.
  package subscript(id: String) -> AlertRule? { places[id].map { all[$0] } }

  /// Its place in the order of the rules, after all for one that is not there.
  package func place(of id: String) -> Int { places[id] ?? all.count }

  static func changed(_ row: AlertRule, _ change: AlertSettings.Change) -> AlertRule {
    var rule = row
    rule.isOn = change.isOn ?? row.isOn
    rule.hold = change.hold ?? row.hold
    rule.clearHold = change.clearHold ?? row.clearHold
    rule.warning = moved(row.warning ?? row.critical, to: change.warning) ?? row.warning
    rule.critical = moved(row.critical ?? row.warning, to: change.critical) ?? row.critical
    guard let clear = change.clear else { return rule }
    // The least severity ends there; the other keeps the same distance from its own beginning.
    let side: Double = row.isBelow ? -1 : 1
    guard let least = rule.warning ?? rule.critical else { return rule }
    let distance = max((least.raise - clear) * side, 0) * side
    rule.warning?.clear = least.raise - distance
    if let critical = rule.critical { rule.critical?.clear = critical.raise - distance }
    return rule
  }

  private static func moved(_ threshold: AlertThreshold?, to raise: Double?) -> AlertThreshold? {
    guard let threshold, let raise else { return nil }
    return threshold.moved(to: raise)
  }

  private static func rule(_ own: AlertSettings.Own) -> AlertRule? {
    guard let condition = own.condition, let begins = own.above ?? own.below else { return nil }
    let isBelow = own.above == nil
    var rule = AlertRule(
      own.name ?? condition.family,
      "\(condition.family) \(isBelow ? "at most" : "at least") \(AlertUnit.count.words(begins))",
      unit: own.isRate ? .perSecond : .count, hold: own.hold, clearHold: own.hold, basis: .family(condition))
    rule.isBelow = isBelow
    let threshold = AlertThreshold(begins, clear: own.clear ?? begins)
    if own.severity == .critical { rule.critical = threshold } else { rule.warning = threshold }
    return rule
  }
}
