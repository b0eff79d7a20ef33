import Telemetry

/// The alerts of one instance, from one look to the next.
///
/// An alert is raised when its figure was past the threshold at every look for the hold time, and ends when it was back
/// past the clearing threshold at every look for its own. Between the two it is as it was: nothing flaps. Where a look
/// brings no figure the clocks stand still, since what is not known is not good.
package struct AlertBook: Sendable {
  /// How one severity of an alert stands.
  private struct Level: Sendable {
    /// How long the figure has been past the threshold; nil while it is not.
    var over: Duration?
    /// How long it has been back; nil while it is not.
    var back: Duration?
  }

  private struct Entry: Sendable {
    var alert: Alert
    /// The severity that was raised; nil before.
    var raised: Condition.Severity?
    var warning = Level()
    var critical = Level()
    /// The last look; nil where one after it brought nothing.
    var seen: Moment?

    subscript(level: Condition.Severity) -> Level {
      get { level == .critical ? critical : warning }
      set { if level == .critical { critical = newValue } else { warning = newValue } }
    }
  }

  private var entries: [Alert.Key: Entry] = [:]
  /// The keys in the order in which their alerts began.
  private var order: [Alert.Key] = []

  /// A server that invents names without end gets this many alerts and no more.
  private static let most = 200
  /// What follows the figure of an alert that is only held yet: its figure is well.
  private static let clearing = " (clearing)"

  package init() {}

  /// All that are on, raised or about to be; the worst first, then what is in force, else those of earlier rules first.
  package func alerts(_ rules: AlertRules) -> [Alert] {
    let all = order.compactMap { entries[$0]?.alert }
    return all.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if let presses = one.isMorePressing(than: other) { return presses }
      let (first, second) = (rules.place(of: one.key.rule), rules.place(of: other.key.rule))
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }

  /// The one of that key, if it is on.
  package func alert(_ key: Alert.Key) -> Alert? { entries[key]?.alert }

  package var isEmpty: Bool { entries.isEmpty }

  /// Which alerts are on, and how severe, whatever their figures.
  var keys: [Alert.Key: Condition.Severity] { entries.mapValues(\.alert.severity) }

  /// What one look gave a rule; nil where it gave nothing.
  package mutating func take(_ sightings: [AlertSighting]?, of rule: AlertRule, at: Moment) {
    guard let sightings else {
      interrupt { $0 == rule.id }
      return
    }
    for sighting in sightings where !sighting.value.isNaN {
      let key = Alert.Key(rule: rule.id, subject: sighting.subject)
      if entries[key] == nil {
        guard AlertRule.levels.contains(where: { rule.isOver(sighting.value, $0) }),
          order.count < AlertBook.most
        else { continue }
        entries[key] = Entry(
          alert: Alert(
            key: key, severity: .warning, words: sighting.words, unit: rule.unit, value: sighting.value,
            peak: sighting.value, began: at))
        order.append(key)
      }
      entries[key]?.alert.words = sighting.words
      note(sighting.value, of: rule, key, at: at)
    }
    // What a page no longer lists is not there any more.
    let listed = Set(sightings.map(\.subject))
    for key in order where key.rule == rule.id && !listed.contains(key.subject) {
      note(nil, of: rule, key, at: at)
    }
    order.removeAll { entries[$0] == nil }
  }

  /// Whether the one alert of a rule will be raised or end by time alone, if its figure stays as it is.
  func isMoving(_ rule: AlertRule) -> Bool {
    guard let entry = entries[Alert.Key(rule: rule.id, subject: "")] else { return false }
    let isEnding = entry.raised.map { entry[$0].back != nil } ?? false
    return isEnding || AlertRule.levels.contains { $0 > entry.raised ?? .good && entry[$0].over != nil }
  }

  /// Ends what no rule watches for any more.
  package mutating func keep(_ rules: AlertRules) {
    order.removeAll { rules[$0.rule] == nil }
    entries = entries.filter { rules[$0.key.rule] != nil }
  }

  /// A look brought nothing: the time until the next counts for nothing.
  package mutating func interrupt(_ isMeant: (_ rule: String) -> Bool) {
    for key in order where isMeant(key.rule) { entries[key]?.seen = nil }
  }

  private mutating func note(_ value: Double?, of rule: AlertRule, _ key: Alert.Key, at: Moment) {
    guard var entry = entries[key] else { return }
    let step = entry.seen.map { max(at - $0, .zero) } ?? .zero
    entry.seen = at
    for level in AlertRule.levels {
      let isOver = value.map { rule.isOver($0, level) } ?? false
      let isBack = !isOver && (value.map { rule.isBack($0, level) } ?? true)
      entry[level].over = isOver ? entry[level].over.map { $0 + step } ?? .zero : nil
      entry[level].back = isBack ? entry[level].back.map { $0 + step } ?? .zero : nil
    }
    if let value {
      entry.alert.value = value
      entry.alert.peak = rule.isBelow ? min(entry.alert.peak, value) : max(entry.alert.peak, value)
    }
    settle(&entry, rule, at: at)
    let over = AlertRule.levels.last { entry[$0].over != nil }
    // Not raised yet, it lasts as a finding until the figure is back.
    let pending = AlertRule.levels.last {
      rule.threshold($0) != nil && entry[$0].back == nil && $0 <= entry.alert.severity
    }
    let least = rule.warning == nil ? Condition.Severity.critical : .warning
    entry.alert.isClearing = entry.raised != nil && entry[least].back != nil
    if entry.alert.isClearing, !entry.alert.words.hasSuffix(AlertBook.clearing) {
      entry.alert.words += AlertBook.clearing
    }
    guard let severity = entry.raised ?? [over, pending].compactMap({ $0 }).max() else {
      entries[key] = nil
      return
    }
    entry.alert.severity = severity
    entries[key] = entry
  }

  /// Raises what was held for long enough, and lowers what was back for long enough.
  private func settle(_ entry: inout Entry, _ rule: AlertRule, at: Moment) {
    let held = AlertRule.levels.last { level in entry[level].over.map { $0 >= rule.hold } ?? false }
    if let level = held, level > entry.raised ?? .good {
      entry.raised = level
      entry.alert.raised = entry.alert.raised ?? at
    }
    while let level = entry.raised, let back = entry[level].back, back >= rule.clearHold {
      entry.raised = level == .critical && rule.warning != nil ? .warning : nil
    }
  }
}
