/// What the rows of a window come to, with PromQL's arithmetic.
extension History {
  /// The rows in `(at - window, at]`.
  private func range(at: Moment, window: Duration) -> Range<Int> {
    let end = (rowIndex(at: at) ?? -1) + 1
    let start = (rowIndex(at: at - window) ?? -1) + 1
    return min(start, end)..<end
  }

  /// Whether a rate can be known at all: two good scrapes in the window.
  package func hasTwoScrapes(at: Moment, window: Duration) -> Bool {
    range(at: at, window: window).lazy.filter { !rows[$0].isGap }.prefix(2).count == 2
  }

  /// The window that a rate at `at` can rest on: `window`; or where nothing is known of its beginning, since watching
  /// began or went on after a gap within it, or another process answered, the time since then; or where scrapes are further apart than it is long,
  /// the time since the last but one. PromQL would spread eight seconds of traffic over the whole minute and show a
  /// tenth of it, or show nothing.
  package func covered(at: Moment, window: Duration) -> Duration {
    // A range is open at its left: the least bit more takes the first scrape in.
    func since(_ row: Int) -> Duration { at - rows[row].at + .nanoseconds(1) }
    let range = range(at: at, window: window)
    if let other = range.last(where: { rows[$0].isOther }) { return since(other) }
    guard let first = range.first(where: { !rows[$0].isGap }) else { return window }
    guard hasTwoScrapes(at: at, window: window) else {
      return first > 0 && !rows[first - 1].isGap ? since(first - 1) : min(window, since(first))
    }
    let before = rows[..<first].lastIndex { !$0.isGap }
    let isKnown = before.map { rows[first].at - rows[$0].at <= window || (isSparse && $0 == first - 1) }
    return isKnown == true ? window : min(window, since(first))
  }

  /// The samples of one series in `(at - window, at]`.
  package func samples(_ slot: Int, at: Moment, window: Duration) -> [Sample] {
    range(at: at, window: window).compactMap { index in
      guard slot < rows[index].values.count, !Sample.isStale(rows[index].values[slot]) else { return nil }
      return Sample(seconds: rows[index].at.seconds, value: rows[index].values[slot])
    }
  }

  /// `sum(increase(…[window]))` over some series; 0 where none has two samples. Without `extrapolates`, from the
  /// first to the last sample of each and no further.
  package func increase(slots: [Int], at: Moment, window: Duration, extrapolates: Bool = true) -> Double {
    let range = range(at: at, window: window)
    guard !range.isEmpty else { return 0 }
    let end = at.seconds
    let seconds = window.seconds
    // The last row before the window has a say too; where that is a gap, it has the number of the last good one.
    let earliest = rows[max(range.lowerBound - 1, 0)].number
    var sum = 0.0
    for slot in slots {
      // The same in all rows: it adds nothing.
      if slot < changes.count, changes[slot] <= earliest { continue }
      var count = 0
      var first = (row: 0, seconds: 0.0, value: 0.0)
      var lastTime = 0.0
      var previous = 0.0
      var resets = 0.0
      for index in range {
        rows[index].values.withUnsafeBufferPointer { values in
          // An infinite counter has no increase, and must not cost those of all others.
          guard slot < values.count, values[slot].isFinite else { return }
          let value = values[slot]
          if count == 0 { first = (index, rows[index].at.seconds, value) }
          if count > 0, value < previous { resets += previous }
          previous = value
          lastTime = rows[index].at.seconds
          count += 1
        }
      }
      guard count > 1 else { continue }
      let difference = previous - first.value + resets
      guard difference != 0 || isSparse else { continue }
      guard extrapolates else {
        sum += difference
        continue
      }
      let distance = (lastTime - first.seconds) / Double(count - 1)
      if let before = valueBefore(first.row, slot, window),
        isSparse || first.seconds - (end - seconds) >= distance * 1.1
      {
        // What rose between the beginning of the window and its first sample is known from the sample before.
        let share = (first.seconds - (end - seconds)) / (first.seconds - before.seconds)
        let rise = first.value < before.value ? first.value : first.value - before.value
        sum += rise * share
        sum +=
          difference
          * PromQL.factor(
            count: count, first: first.seconds, last: lastTime, firstValue: first.value,
            difference: difference, at: end, range: end - first.seconds, isCounter: true)
        continue
      }
      sum +=
        difference
        * PromQL.factor(
          count: count, first: first.seconds, last: lastTime, firstValue: first.value, difference: difference,
          at: end, range: seconds, isCounter: true)
    }
    return sum
  }

  /// Whether a histogram's sums fell in a window in which its counts did not: the clock was set back while something was
  /// measured, and how long that took is not known.
  package func wasClockSetBack(sums: [Int], counts: [Int], at: Moment, window: Duration) -> Bool {
    falls(sums, at: at, window: window) && !falls(counts, at: at, window: window)
  }

  /// Whether any of some series fell within `(at - window, at]`.
  package func falls(_ slots: [Int], at: Moment, window: Duration) -> Bool {
    let range = range(at: at, window: window)
    guard let earliest = range.first.map({ rows[$0].number }) else { return false }
    return slots.contains { slot in
      if slot < changes.count, changes[slot] <= earliest { return false }
      var previous = -Double.infinity
      return range.contains { index in
        guard slot < rows[index].values.count, !rows[index].values[slot].isNaN else { return false }
        defer { previous = rows[index].values[slot] }
        return rows[index].values[slot] < previous
      }
    }
  }

  /// The sample before the first one of a window, where rows stand further apart than they came or scrapes failed: there
  /// PromQL's rule for the beginning of a window, which supposes even distances, would leave some of it out. nil where
  /// they do not.
  private func valueBefore(_ row: Int, _ slot: Int, _ window: Duration) -> Sample? {
    guard !rows[row].restarted, !rows[row].isOther, let before = rows[..<row].lastIndex(where: { !$0.isGap }),
      isSparse
        ? before == row - 1 : History.apart...max(window, History.apart) ~= rows[row].at - rows[before].at,
      slot < rows[before].values.count, rows[before].values[slot].isFinite
    else { return nil }
    return Sample(seconds: rows[before].at.seconds, value: rows[before].values[slot])
  }

  /// How much some counters rose from the last good scrape but one to the last, resets counted from zero. Not
  /// extrapolated: what one scrape adds to a running sum.
  package func lastIncrease(slots: [Int]) -> Double {
    guard let newest = rows.last, !newest.isGap, severalProcesses == nil,
      let before = rows.dropLast().last(where: { !$0.isGap })
    else { return 0 }
    var sum = 0.0
    for slot in slots
    where slot < newest.values.count && slot < before.values.count && changes[slot] > before.number {
      let new = newest.values[slot]
      let old = before.values[slot]
      guard new.isFinite, old.isFinite else { continue }
      sum += new < old ? new : new - old
    }
    return sum
  }

  /// Which way a gauge goes; nil where that cannot be said.
  package func trend(_ slot: Int, at: Moment, window: Duration) -> Trend? {
    Trend(samples(slot, at: at, window: window), window: window.seconds)
  }
}
