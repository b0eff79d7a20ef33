import Exposition
import MPanel

/// The PromQL of what the row of a family, or of one of its series, shows.
struct FamilyQuery {
  let family: FamilySeries
  let instance: QueryText.Matcher
  let window: Duration

  /// Of one set of labels; of all together where nil.
  func text(_ labels: [Label]?) -> String? {
    let isOne = labels != nil || family.members.count == 1
    let chosen = labels ?? (isOne ? family.members.first?.labels : nil) ?? []
    let matchers = [instance] + chosen.map { QueryText.Matcher($0.name, "=", $0.value) }
    let sample = family.samples.first { !$0.hasSuffix("_created") } ?? family.name
    switch family.kind {
    case .level:
      let selector = QueryText.selector(sample, matchers)
      if family.unit == .time { return isOne ? "time() - \(selector)" : nil }
      return isOne ? selector : "sum(\(selector))"
    case .counter:
      let rate = QueryText.rate(QueryText.selector(sample, matchers), window)
      return isOne ? rate : "sum(\(rate))"
    case .histogram:
      let last = MemberFigures.percentiles.last ?? 0.99
      return QueryText.quantile(last, QueryText.selector(family.name + "_bucket", matchers), window)
    case .summary:
      // Quantiles of several series cannot be put together.
      guard isOne, let quantile = family.quantiles.last else {
        return "sum(\(QueryText.rate(QueryText.selector(family.name + "_count", matchers), window)))"
      }
      return QueryText.selector(family.name, matchers + [QueryText.Matcher("quantile", "=", "\(quantile)")])
    }
  }
}
