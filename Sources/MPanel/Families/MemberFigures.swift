import Exposition
import Telemetry

/// What one set of labels of a family, or all of them together, come to now.
package struct MemberFigures: Sendable {
  /// Without `le` and `quantile`.
  package var labels: [Label]
  /// The newest value, or the observations of a histogram or summary in all.
  package var value: Double?
  /// A second, over the window: of what counts. nil where differences mean nothing.
  package var perSecond: Double?
  /// Of a gauge: the difference over the window.
  package var change: Double?
  /// The mean of what was observed in the window.
  package var mean: Double?
  /// p50, p90 and p99 of the window's buckets; a summary's own quantiles.
  package var quantiles: [Double?] = []
  /// Whether the rank of each lies above the highest bound.
  package var isBeyond: [Bool] = []

  /// The percentiles that stand beside a histogram.
  package static let percentiles = [0.5, 0.9, 0.99]
}

extension FamilySeries {
  /// The figures of a member; nil where it is no longer on the page. `rates` is false where counters cannot be
  /// compared.
  func figures(
    of member: Member, _ history: History, at: Moment, window: Duration, rates: Bool
  ) -> MemberFigures? {
    guard let value = history.sum(member.slots, at: at) ?? bucketSum(of: member, history, at: at) else {
      return nil
    }
    var figures = MemberFigures(labels: member.labels, value: value)
    switch kind {
    case .level:
      figures.change = history.change(member.slots, at: at, window: window)
    case .counter:
      if rates { figures.perSecond = rate(member.slots, history, at: at, window: window) }
    case .histogram:
      guard rates, let perSecond = rate(member.slots, history, at: at, window: window) else { break }
      figures.perSecond = perSecond
      // Most of thousands of series are quiet: their buckets need no look.
      guard perSecond > 0 else { break }
      figures.mean = mean(of: member, perSecond, history, at: at, window: window)
      let increases = BucketIncreases(
        bounds: bounds,
        cumulative: member.buckets.map { history.increase(slots: $0, at: at, window: window) })
      let found = MemberFigures.percentiles.map { increases.quantile($0) }
      figures.quantiles = found.map { $0?.value }
      figures.isBeyond = found.map { $0?.upper == .infinity }
    case .summary:
      figures.quantiles = member.quantiles.map { slot in
        slot.flatMap { history.value($0, at: at) }.flatMap { $0.isNaN ? nil : $0 }
      }
      guard rates, let perSecond = rate(member.slots, history, at: at, window: window) else { break }
      figures.perSecond = perSecond
      if perSecond > 0 { figures.mean = mean(of: member, perSecond, history, at: at, window: window) }
    }
    return figures
  }

  private func mean(
    of member: Member, _ perSecond: Double, _ history: History, at: Moment, window: Duration
  ) -> Double? {
    guard !history.wasClockSetBack(sums: member.sums, counts: member.slots, at: at, window: window) else {
      return nil
    }
    return rate(member.sums, history, at: at, window: window).map { $0 / perSecond }
  }

  /// A histogram may have no count and a summary no more than its quantiles.
  private func bucketSum(of member: Member, _ history: History, at: Moment) -> Double? {
    if let last = member.buckets.last { return history.sum(last, at: at) }
    return member.quantiles.contains { slot in slot.flatMap { history.value($0, at: at) } != nil }
      ? .nan : nil
  }

  private func rate(_ slots: [Int], _ history: History, at: Moment, window: Duration) -> Double? {
    guard !slots.isEmpty, window > .zero, history.hasTwoScrapes(at: at, window: window) else { return nil }
    return history.increase(slots: slots, at: at, window: window) / window.seconds
  }
}
