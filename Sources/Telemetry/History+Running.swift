/// What is kept of counters row by row, for charts of single series.
extension History {
  /// One row: running sums of groups of counters, resets taken out.
  package struct RunningRow: Sendable {
    package var at: Moment
    package var isGap: Bool
    package var restarted: Bool
    /// By group; as of the row before where this one is a gap, or another process' than that.
    package var sums: [Double]
  }

  /// Running sums since the oldest row, one a group of slots. A series that begins or ends adds nothing at that row:
  /// how it got there is not known.
  package func running(_ groups: [[Int]]) -> [RunningRow] {
    let oldest = rows.first?.number ?? 0
    // What is the same in all rows adds nothing. Side by side and ascending, as rows have their values: a family may have
    // ten thousands of series.
    var parts: [(slot: Int, group: Int)] = []
    for (group, slots) in groups.enumerated() {
      for slot in slots where slot < changes.count && changes[slot] > oldest { parts.append((slot, group)) }
    }
    parts.sort { $0.slot < $1.slot }
    var sums = [Double](repeating: 0, count: groups.count)
    var last: [Double] = []
    return rows.map { row in
      if row.isOther { last = [] }
      if !row.isGap {
        let known = min(row.values.count, last.count)
        row.values.withUnsafeBufferPointer { new in
          last.withUnsafeBufferPointer { old in
            for part in parts {
              guard part.slot < known else { break }
              let (new, old) = (new[part.slot], old[part.slot])
              guard new.isFinite, old.isFinite else { continue }
              sums[part.group] += new < old ? new : new - old
            }
          }
        }
        last = row.values
      }
      return RunningRow(at: row.at, isGap: row.isGap || row.isOther, restarted: row.restarted, sums: sums)
    }
  }
}
