import Exposition
import Telemetry

/// The series of a family that a rule of the operator's own watches.
package struct FamilyCondition: Sendable, Hashable {
  /// The name of the samples, with or without `mpanel_` in front.
  package var family: String
  /// Labels that a series must have with just these values.
  package var labels: [String: String]
  /// Whether the rate over a minute is meant and not the value.
  package var isRate: Bool

  package init(family: String, labels: [String: String] = [:], isRate: Bool = false) {
    self.family = family
    self.labels = labels
    self.isRate = isRate
  }

  /// More series than this say nothing that one could read.
  private static let most = 50

  /// What the newest page says; nil where rates cannot be known.
  func sightings(_ name: String, _ unit: AlertUnit, in history: History, at: Moment) -> [AlertSighting]? {
    let names = family.hasPrefix("mpanel_") ? [family] : [family, "mpanel_" + family]
    let slots = names.lazy.map { history.slots(ofSample: $0) }.first { !$0.isEmpty } ?? []
    let window = history.covered(at: at, window: .seconds(60))
    if isRate, history.severalProcesses != nil || !history.hasTwoScrapes(at: at, window: window) {
      return nil
    }
    return slots.lazy.filter { matches(history.labels(of: $0)) }.prefix(FamilyCondition.most).compactMap {
      slot -> AlertSighting? in
      guard var value = history.value(slot, at: at) else { return nil }
      if isRate {
        value = history.increase(slots: [slot], at: at, window: window) / max(window.seconds, 0.001)
      }
      let subject = CleanText.of(
        history.labels(of: slot).filter { labels[$0.name] == nil }.map(\.value).joined(separator: " "),
        limit: 60)
      return AlertSighting(
        subject, value: value,
        words: "\(name)\(subject.isEmpty ? "" : " \(subject)") \(unit.words(value))")
    }
  }

  private func matches(_ given: [Label]) -> Bool {
    labels.allSatisfy { label in given.contains { $0.name == label.key && $0.value == label.value } }
  }
}
