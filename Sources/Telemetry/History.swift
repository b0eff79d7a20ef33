import Exposition

/// The last scrapes of one target: a row a scrape, a slot a series.
///
/// The newest 70 s, more than the window of a minute, are kept scrape by scrape, what is older ten seconds apart: a
/// rate over a long window is the same from fewer samples, as long as no reset is lost between them. Where that would
/// be more samples than there is room for, rows stand further apart.
///
/// While a target lists the same series, a row is the page's own array of values: no copy, no look-up, and names and
/// labels are read in the page's table when somebody asks. When the list changes, series are found again by their key
/// once. A sample costs 8 bytes. Series that are in no row any more are freed, so names that change with every scrape
/// do not grow it.
package struct History: Sendable {
  /// One scrape. `values` may be shorter than the slots known by now: what is beyond was not there yet.
  struct Row: Sendable {
    var at: Moment
    var values: [Double]
    var isGap: Bool
    /// The number of the scrape, counted from the first that was recorded.
    var number: UInt32 = 0
    /// Whether the process began anew between the row before and this one: both are kept.
    var restarted = false
    /// Whether another process answered than the row before: between the two nothing can be counted.
    var isOther = false
  }

  private(set) var rows: [Row] = []
  private(set) var catalogue = Catalogue()
  /// Changes when the set of slots or families does, and only then.
  package private(set) var revision = 0
  /// Changes when known series get other slots. While it is the same, new series have come behind them at most.
  private var numbering = 0
  /// By slot, the number of the scrape in which its value was last another than in the scrape before. Of thousands of
  /// series a few change in a minute: for the others no row has to be read.
  private(set) var changes: [UInt32] = []
  private var recorded: UInt32 = 0
  /// When the process was seen to have been restarted, newest last.
  package private(set) var restarts: [Moment] = []
  /// Since when several processes have answered behind the one address; nil while there is but one.
  package var severalProcesses: Moment?
  private let span: Duration
  /// How many samples there is room for.
  package var capacity: Int
  private var cleanSince: Moment?
  private var cleanScrapes = 0
  /// The start times of the processes that have answered, newest last.
  private var starts: [Double] = []
  private var sinceThinned = 0

  /// How long, and in how many scrapes, a target must answer without falling back before it counts as one process
  /// again: where each scrape may reach another one, two of a slow interval in a row prove nothing.
  private static let cleanSpell: Duration = .seconds(120)
  private static let cleanCount = 12

  /// - Parameters:
  ///   - span: how far back samples are kept.
  ///   - capacity: how many samples are kept, roughly: the last few scrapes are kept whatever they hold.
  package init(span: Duration, capacity: Int = 4 << 20) {
    self.span = span
    self.capacity = capacity
  }

  package var families: [Family] { catalogue.table?.families ?? [] }

  /// How far back every scrape is kept, and how far apart older ones are.
  private static let fine: Duration = .seconds(70)
  static let apart: Duration = .seconds(10)
  /// The fewest rows that are kept: a rate needs two, and a window more than its ends.
  private static let leastRows = 5

  // MARK: - Recording

  package mutating func record(_ page: Page, at: Moment) {
    let isKnown = catalogue.table === page.table
    let known = catalogue.count
    if !isKnown {
      catalogue.adopt(page.table)
      revision += 1
    }
    let values = catalogue.values(page.values, missing: Sample.staleMarker)
    let isFirst = rows.isEmpty
    if let last = rows.last, !last.isGap {
      if !isKnown { startFromZero(values, known: known) }
      compare(last.values, values, at: at)
    } else if let good = rows.last(where: { !$0.isGap }) {
      compare(good.values, values, at: at)
    }
    recorded += 1
    noteChanges(values)
    append(
      Row(
        at: at, values: values, isGap: false, number: recorded, restarted: restarts.last == at,
        isOther: severalProcesses != nil && cleanSince == at))
    if !isKnown, !isFirst { dropUnused() }
  }

  /// Nothing was read at that moment: every series is stale until the next good scrape.
  package mutating func recordFailure(at: Moment) {
    guard !rows.isEmpty else { return }
    append(Row(at: at, values: [], isGap: true, number: recorded))
  }

  /// Compares with the last good row, as ``startFromZero(_:)`` left it.
  private mutating func noteChanges(_ values: [Double]) {
    let before = rows.last { !$0.isGap }?.values ?? []
    while changes.count < values.count { changes.append(recorded) }
    for slot in 0..<min(before.count, values.count)
    where before[slot].bitPattern != values[slot].bitPattern {
      changes[slot] = recorded
    }
  }

  private mutating func append(_ row: Row) {
    rows.append(row)
    sinceThinned += 1
    // In bulk, so that the cost of a scrape stays constant.
    guard sinceThinned >= min(32, max(allowedRows / 4, 1)) else { return }
    sinceThinned = 0
    thin(at: row.at)
  }

  private var allowedRows: Int { max(capacity / max(catalogue.count, 1), History.leastRows) }

  /// Whether older rows are more than ten seconds apart.
  var isSparse: Bool { (span - History.fine) / max(allowedRows / 2, 1) > History.apart }

  private mutating func thin(at now: Moment) {
    let allowed = allowedRows
    // Half of the room for the newest, half for all that is older.
    let fineApart = History.fine / max(allowed / 2, 1)
    let apart = max(History.apart, (span - History.fine) / max(allowed / 2, 1))
    var kept: [Row] = []
    kept.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      if row.at < now - span { continue }
      let isNew = row.at > now - History.fine
      let gap = kept.last.map { row.at - $0.at }
      let isNewest = index + 2 >= rows.count
      // With room for all of the newest, none of them is left out, however close they came.
      let isApart = gap.map { $0 >= (isNew ? rows.count <= allowed ? .zero : fineApart : apart) } ?? true
      let isEdge =
        row.restarted || row.isOther || row.isGap
        || (index + 1 < rows.count && (rows[index + 1].restarted || rows[index + 1].isGap))
      let repeatsGap = row.isGap && kept.last?.isGap == true && !isNew
      if isNewest || isApart || (isEdge && !repeatsGap) { kept.append(row) }
    }
    // Restarts and gaps are kept wherever they stand. A target that has little else is known for a shorter time instead.
    rows = kept.count > allowed + allowed / 2 ? kept.suffix(allowed) : kept
  }

  /// A counter that was not there a scrape ago, in a process that was, stood at zero then: its first increments are
  /// not lost. Prometheus does the same with created timestamps.
  ///
  /// One that this process has shown before was only left out for a while, and has not begun anew: from zero, all that
  /// it ever counted would seem to have come at once. `known` is how many slots there were before this page.
  private mutating func startFromZero(_ values: [Double], known: Int) {
    guard let last = rows.indices.last else { return }
    var before = rows[last].values
    while before.count < catalogue.count { before.append(Sample.staleMarker) }
    var didChange = false
    for slot in values.indices
    where catalogue.kinds[slot].counts && Sample.isStale(before[slot]) && !Sample.isStale(values[slot])
      && (slot >= known || !wasShown(slot))
    {
      before[slot] = 0
      didChange = true
    }
    if didChange { rows[last].values = before }
  }

  /// Whether a row of the process that answers now has a value of a series.
  private func wasShown(_ slot: Int) -> Bool {
    for row in rows.reversed() {
      if slot < row.values.count, !Sample.isStale(row.values[slot]) { return true }
      if row.restarted { return false }
    }
    return false
  }

  /// Tells a restart and another process apart by what fell.
  ///
  /// A counter that falls with a newer start time is a restart; with the same start time another worker answered. So
  /// did one where the start time goes back, and where it is that of a process that answered before.
  private mutating func compare(_ old: [Double], _ new: [Double], at: Moment) {
    let kinds = catalogue.kinds
    let fell = (0..<min(old.count, new.count, kinds.count)).contains {
      kinds[$0] == .counter && new[$0] < old[$0]
    }
    var isNewer = false
    var isOther = fell
    if let start = catalogue.startSlot, start < old.count, start < new.count {
      if starts.isEmpty { starts = [old[start]] }
      isNewer = new[start] > old[start] && !starts.contains(new[start])
      isOther = fell || new[start] < old[start] || (new[start] > old[start] && !isNewer)
      if new[start] < old[start], starts.contains(new[start]), !restarts.isEmpty, severalProcesses == nil {
        // The process that seemed to have ended answers again.
        restarts.removeLast()
      }
      if !starts.contains(new[start]) { starts = starts.suffix(15) + [new[start]] }
    }
    if isNewer {
      restarts = restarts.suffix(99) + [at]
    } else if isOther {
      severalProcesses = severalProcesses ?? at
      cleanSince = at
      cleanScrapes = 0
    } else if severalProcesses != nil, let clean = cleanSince {
      cleanScrapes += 1
      guard at - clean >= History.cleanSpell, cleanScrapes >= History.cleanCount else { return }
      severalProcesses = nil
      cleanSince = nil
    }
  }

  /// Frees the series that no row has any more, once they are many.
  private mutating func dropUnused() {
    guard let table = catalogue.table, catalogue.count > 2 * table.count + 64 else { return }
    var isUsed = [Bool](repeating: false, count: catalogue.count)
    for row in rows {
      for slot in row.values.indices where !Sample.isStale(row.values[slot]) { isUsed[slot] = true }
    }
    guard isUsed.count(where: { !$0 }) > catalogue.count / 4 else { return }
    let kept = isUsed.indices.filter { isUsed[$0] }
    for index in rows.indices where !rows[index].isGap {
      let old = rows[index].values
      rows[index].values = kept.map { $0 < old.count ? old[$0] : Sample.staleMarker }
    }
    changes = kept.map { changes[$0] }
    catalogue.keep(kept)
    revision += 1
    numbering += 1
  }

  // MARK: - Looking up

  /// Which slots there are, for those who keep something by slot.
  package var extent: SlotExtent { SlotExtent(numbering: numbering, count: catalogue.count) }

  /// The slots of the series with this sample name.
  package func slots(ofSample name: String) -> [Int] { catalogue.slots(ofSample: name) }

  package func labels(of slot: Int) -> [Label] { catalogue.labels(of: slot) }

  /// The index of the newest row at or before a moment.
  func rowIndex(at: Moment) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].at <= at { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// The value of a series as of the newest scrape at or before `at`; nil where that failed or did not have it.
  package func value(_ slot: Int, at: Moment) -> Double? {
    guard let index = rowIndex(at: at), slot < rows[index].values.count else { return nil }
    let value = rows[index].values[slot]
    return Sample.isStale(value) ? nil : value
  }

  // MARK: - The past

  /// The moments of the good scrapes that are still kept, oldest first.
  package var moments: [Moment] { rows.lazy.filter { !$0.isGap }.map(\.at) }

  /// Forgets what came after a moment.
  package mutating func rewind(to moment: Moment) {
    rows.removeLast(rows.count - ((rowIndex(at: moment) ?? -1) + 1))
    restarts.removeAll { $0 > moment }
  }
}
