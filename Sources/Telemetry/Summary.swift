import Exposition

/// One summary at one time: quantiles that the server computed itself, and the mean over a window.
///
/// The quantiles are over whatever stretch the server chose (prom-client: all of its life, unless told otherwise); they
/// can be neither added up nor averaged, and are shown as they are.
package struct Summary: Sendable, Hashable {
  package struct Quantile: Sendable, Hashable {
    package var quantile: Double
    /// nil where the server says NaN: no observations in its stretch.
    package var value: Double?
  }

  /// The labels without `quantile`.
  package var labels: [Label]
  /// Ascending.
  package var quantiles: [Quantile]
  /// Observations in the window, as `increase` counts them.
  package var count: Double
  /// `rate(…_sum) / rate(…_count)`; nil without observations.
  package var mean: Double?
}

extension History {
  /// The summaries of a family, in the order in which the page lists them.
  package func summaries(of family: String, at: Moment, window: Duration) -> [Summary] {
    var found: [[Label]: Summary] = [:]
    var order: [[Label]] = []
    func add(_ slot: Int, _ change: (inout Summary, [Label]) -> Void) {
      let labels = self.labels(of: slot)
      let rest = labels.filter { $0.name != "quantile" }
      if found[rest] == nil { order.append(rest) }
      change(&found[rest, default: Summary(labels: rest, quantiles: [], count: 0)], labels)
    }
    for slot in slots(ofSample: family) {
      guard let value = value(slot, at: at) else { continue }
      add(slot) { summary, labels in
        guard let text = labels.first(where: { $0.name == "quantile" })?.value,
          let quantile = DecimalNumber.value(ofText: text)
        else {
          return
        }
        summary.quantiles.append(Summary.Quantile(quantile: quantile, value: value.isNaN ? nil : value))
      }
    }
    for slot in slots(ofSample: family + "_count") {
      add(slot) { summary, _ in summary.count += increase(slots: [slot], at: at, window: window) }
    }
    for slot in slots(ofSample: family + "_sum") {
      add(slot) { summary, _ in
        if summary.count > 0 {
          summary.mean = increase(slots: [slot], at: at, window: window) / summary.count
        }
      }
    }
    return order.compactMap { found[$0] }.map { summary in
      var summary = summary
      summary.quantiles.sort { $0.quantile < $1.quantile }
      return summary
    }
  }
}
