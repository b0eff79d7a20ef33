import Telemetry

/// The past of an instance as charts need it: one ``TrailStep`` a scrape, in a bounded ring.
///
/// Counters are kept as running sums with resets taken out, so that any window and any column of a chart is one
/// difference. About 500 bytes a step: an hour at one scrape in 2 s is 0.9 MB an instance.
package struct Trail: Sendable {
  /// The upper bounds of the buckets, ascending, the last being infinite; empty until a histogram was seen.
  package private(set) var bounds: [Double] = []
  package private(set) var steps: [TrailStep] = []
  /// Where columns are counted from, so that a column once drawn keeps its scrapes as time goes on.
  private var epoch: Moment?
  private let capacity: Int

  package init(capacity: Int = 1800) {
    self.capacity = max(capacity, 2)
  }

  package mutating func append(_ step: TrailStep, bounds: [Double]) {
    if !bounds.isEmpty, bounds != self.bounds {
      // Another layout of buckets: what was counted in the old one cannot be compared.
      for index in steps.indices { steps[index].buckets = [] }
      self.bounds = bounds
    }
    if epoch == nil { epoch = step.at }
    steps.append(step)
    // Dropping in bulk keeps the cost of an append constant.
    if steps.count > capacity + capacity / 8 { steps.removeFirst(steps.count - capacity) }
  }

  /// One column of a chart, by the places in ``steps`` of what fell into it.
  package struct Column: Sendable {
    /// The last step of the column; nil where no scrape fell into it.
    package var last: Int?
    /// The good step just before this column, from which its increase counts; nil at the beginning or after a gap.
    package var before: Int?
    /// Whether any scrape in it failed.
    package var hasGap: Bool
    package var restarted: Bool
  }

  /// The newest `count` columns of `step` each up to `at`, oldest first.
  ///
  /// A scrape belongs to the column whose middle it is nearest to, so that a scrape a little early or late does
  /// not leave a hole. Columns before the first scrape are left out, so the result may be shorter than `count`.
  package func columns(_ count: Int, every step: Duration, at: Moment) -> [Column] {
    guard count > 0, step > .zero, let epoch, let end = lastIndex(at: at) else { return [] }
    func column(of moment: Moment) -> Int { saturating((moment - epoch).seconds / step.seconds) }
    var newest = column(of: steps[end].at)
    // Silence past two columns is drawn as silence.
    let silent = column(of: at)
    if silent > newest + 1 { newest = silent }
    let oldest = max(newest - count + 1, column(of: steps[0].at))
    guard oldest <= newest else { return [] }
    var columns = [Column](
      repeating: Column(last: nil, before: nil, hasGap: false, restarted: false), count: newest - oldest + 1)
    var index = end
    while index >= 0 {
      let place = column(of: steps[index].at) - oldest
      guard place >= 0 else { break }
      if place < columns.count {
        columns[place].hasGap = columns[place].hasGap || steps[index].isGap
        columns[place].restarted = columns[place].restarted || steps[index].restarted
        if columns[place].last == nil { columns[place].last = index }
        // The step before the earliest one of this column is where its increase counts from.
        columns[place].before = index > 0 && !steps[index - 1].isGap ? index - 1 : nil
      }
      index -= 1
    }
    return columns
  }

  /// The index of the newest step at or before `at`.
  package func lastIndex(at: Moment) -> Int? {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].at <= at { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
