/// What is kept of single series row by row, and what they are called.
extension History {
  /// The names of all samples that are remembered.
  package var sampleNames: [String] { catalogue.sampleNames }

  /// The names of samples that the newest page has without a word on what they are.
  package var undeclaredNames: [String] { catalogue.undeclaredNames }

  package func hasSeries(ofSample name: String) -> Bool { catalogue.hasSeries(ofSample: name) }

  /// The slots from one on whose samples have a name that means something to the asker, ascending, and what it means.
  package func slots<Meaning>(
    from first: Int, meaning: (String) -> Meaning?
  ) -> [(slot: Int, meaning: Meaning)] {
    catalogue.slots(from: first, meaning: meaning)
  }

  /// Whether the samples of a slot only ever rise within a process.
  package func counts(_ slot: Int) -> Bool { catalogue.kinds[slot].counts }

  /// Sums of groups of gauges, one row of groups a scrape that is kept; nil where none of a group was there. NaN adds
  /// nothing, unless all is NaN.
  package func levels(_ groups: [[Int]]) -> [[Double?]] {
    rows.map { row in groups.map { History.sum(of: $0, in: row.values) } }
  }

  /// The sum of some series as of the newest scrape at or before `at`; nil where none was there.
  package func sum(_ slots: [Int], at: Moment) -> Double? {
    rowIndex(at: at).flatMap { History.sum(of: slots, in: rows[$0].values) }
  }

  /// How much the sum of some gauges differs from what it was at the window's beginning; nil where one end is missing.
  package func change(_ slots: [Int], at: Moment, window: Duration) -> Double? {
    guard let newest = sum(slots, at: at) else { return nil }
    let begin = rowIndex(at: at - window) ?? 0
    let start = rows[begin...].first { !$0.isGap }
    return start.flatMap { $0.at < at ? History.sum(of: slots, in: $0.values) : nil }.map { newest - $0 }
  }

  /// The least and the greatest value of a series in all that is kept.
  package func extremes(_ slot: Int) -> (least: Double, greatest: Double)? {
    var found: (least: Double, greatest: Double)?
    for row in rows where slot < row.values.count && !row.values[slot].isNaN {
      let value = row.values[slot]
      found = found.map { (min($0.least, value), max($0.greatest, value)) } ?? (value, value)
    }
    return found
  }

  /// The least and the greatest rate of a counter between two neighbouring scrapes that are kept.
  package func rateExtremes(_ slots: [Int]) -> (least: Double, greatest: Double)? {
    var found: (least: Double, greatest: Double)?
    let running = running([slots])
    for (old, new) in zip(running, running.dropFirst()) where !old.isGap && !new.isGap {
      let seconds = (new.at - old.at).seconds
      guard seconds > 0 else { continue }
      let rate = (new.sums[0] - old.sums[0]) / seconds
      found = found.map { (min($0.least, rate), max($0.greatest, rate)) } ?? (rate, rate)
    }
    return found
  }

  private static func sum(of slots: [Int], in values: [Double]) -> Double? {
    var sum: Double?
    var isThere = false
    for slot in slots where slot < values.count && !Sample.isStale(values[slot]) {
      isThere = true
      if !values[slot].isNaN { sum = (sum ?? 0) + values[slot] }
    }
    return isThere ? sum ?? .nan : nil
  }
}
