import Telemetry

/// What charts ask of a ``Trail``. In every answer nil is a gap, which is drawn as one.
extension Trail {
  /// Each of `quantiles` over the window that ends at each column, in seconds: one row a quantile.
  package func percentiles(_ quantiles: [Double], columns: [Column], window: Duration) -> [[Double?]] {
    var rows = [[Double?]](repeating: [], count: quantiles.count)
    for column in columns {
      let counts = windowCounts(of: column, window: window)
      for (row, quantile) in quantiles.enumerated() {
        rows[row].append(counts.flatMap { Trail.quantile(quantile, counts: $0, bounds: bounds) })
      }
    }
    return rows
  }

  /// Requests in each bucket during each column, lowest bucket first.
  package func heat(columns: [Column]) -> [[Double]?] {
    columns.map { column in
      guard let rise = rise(column) else { return nil }
      return increases(from: rise.from, to: rise.to)
    }
  }

  /// Requests a second of one class during each column.
  package func rates(_ kind: Traffic.Class, columns: [Column]) -> [Double?] {
    columns.map { column in
      guard let (from, to) = rise(column), let after = steps[to].count(of: kind),
        let before = steps[from].count(of: kind)
      else { return nil }
      let seconds = (steps[to].at - steps[from].at).seconds
      let increase = after - before
      return seconds > 0 ? max(increase, 0) / seconds : nil
    }
  }

  /// How much running sums, one a step, rose a second during each column.
  func rates(_ sums: [Double], columns: [Column]) -> [Double?] {
    columns.map { column in
      guard let (from, to) = rise(column), to < sums.count else { return nil }
      let seconds = (steps[to].at - steps[from].at).seconds
      return seconds > 0 ? max(sums[to] - sums[from], 0) / seconds : nil
    }
  }

  /// Requests a second of all classes during each column.
  package func totals(columns: [Column]) -> [Double?] {
    let classes = Traffic.Class.allCases.map { rates($0, columns: columns) }
    return columns.indices.map { index in
      let known = classes.compactMap { $0[index] }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
  }

  package func saturation(columns: [Column]) -> [Double?] {
    columns.map { good($0).flatMap { steps[$0].saturation } }
  }

  package func pending(of queue: String, columns: [Column]) -> [Double?] {
    guard let place = queueNames.firstIndex(of: queue) else { return columns.map { _ in nil } }
    return columns.map { column in
      good(column).flatMap { steps[$0].pending.count > place ? steps[$0].pending[place] : nil }
        .flatMap { $0.isNaN ? nil : Double($0) }
    }
  }

  package func states(of breaker: String, columns: [Column]) -> [BreakerState?] {
    guard let place = breakerNames.firstIndex(of: breaker) else { return columns.map { _ in nil } }
    return columns.map { column in
      good(column).flatMap { steps[$0].breakers.count > place ? steps[$0].breakers[place] : nil }
    }
  }

  /// The last step of a column where that was a good scrape.
  private func good(_ column: Column) -> Int? {
    column.last.flatMap { steps[$0].isGap ? nil : $0 }
  }

  /// The steps between which a column's counters rose, where both were good scrapes.
  private func rise(_ column: Column) -> (from: Int, to: Int)? {
    column.rise.flatMap { steps[$0.to].isGap || steps[$0.from].isGap ? nil : $0 }
  }

  /// Requests in each bucket between two steps; nil where they were counted in different layouts of buckets.
  private func increases(from start: Int, to end: Int) -> [Double]? {
    let new = steps[end].buckets
    let old = steps[start].buckets
    guard !new.isEmpty, new.count == old.count else { return nil }
    return zip(new, old).map { max($0 - $1, 0) }
  }

  /// Requests in each bucket over the window that ends at a column.
  private func windowCounts(of column: Column, window: Duration) -> [Double]? {
    guard let last = good(column) else { return nil }
    // Scrapes come a few milliseconds early or late: a quarter of a second keeps the window's first one in it.
    let from = steps[last].at - window - .milliseconds(250)
    var start = lastIndex(at: from).map { $0 + 1 } ?? 0
    while start < last, steps[start].isGap || steps[start].buckets.count != steps[last].buckets.count {
      start += 1
    }
    return start < last ? increases(from: start, to: last) : nil
  }

  /// The quantile of counts that are not cumulative, by linear interpolation in the bucket where the rank lies, as
  /// PromQL does; in the infinite bucket the least number above the highest bound. nil without observations.
  static func quantile(_ quantile: Double, counts: [Double], bounds: [Double]) -> Double? {
    let total = counts.reduce(0, +)
    guard total > 0, counts.count == bounds.count, bounds.count > 1 else { return nil }
    let rank = quantile * total
    var below = 0.0
    for (index, count) in counts.enumerated() where count > 0 {
      if below + count >= rank {
        guard bounds[index].isFinite else { return bounds[index - 1].nextUp }
        let lower = index > 0 ? bounds[index - 1] : 0
        return lower + (bounds[index] - lower) * max(rank - below, 0) / count
      }
      below += count
    }
    return bounds[bounds.count - 2]
  }
}
