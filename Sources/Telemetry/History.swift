import Exposition

/// The last scrapes of one target: a row a scrape, a slot a series.
///
/// The newest 70 s, more than the window of a minute, are kept scrape by scrape, what is older ten seconds apart: a
/// rate over a long window is the same from fewer samples, as long as no reset is lost between them.
///
/// While a target lists the same series, a row is the page's own array of values: no copy, no look-up. When the
/// list changes, series are found again by their key once. A sample costs 8 bytes. Series that are in no row any
/// more are freed, so names that change with every scrape do not grow it.
package struct History: Sendable {
  /// One scrape. `values` may be shorter than the slots known by now: what is beyond was not there yet.
  struct Row: Sendable {
    var at: Moment
    var values: [Double]
    var isGap: Bool
    /// Whether the process began anew between the row before and this one: both are kept.
    var restarted = false
  }

  struct Series: Sendable {
    var name: String
    var labels: [Label]
    var counts: Bool
    var key: SeriesKey
  }

  private(set) var rows: [Row] = []
  private(set) var series: [Series] = []
  private var slotByKey: [SeriesKey: Int] = [:]
  private var slotsByName: [String: [Int]] = [:]
  package private(set) var families: [Family] = []
  /// Changes when the set of slots or families does, and only then.
  package private(set) var revision = 0
  /// When the process was seen to have been restarted, newest last.
  package private(set) var restarts: [Moment] = []
  /// Since when several processes have answered behind the one address; nil while there is but one.
  package private(set) var severalProcesses: Moment?
  private let span: Duration
  private var table: SeriesTable?
  /// The slot of each series of ``table``; nil where they are the same numbers.
  private var slotOfPlace: [Int]?
  private var cleanSince: Moment?
  private var sinceThinned = 0

  /// How long a target must answer without falling back before it counts as one process again.
  private static let cleanSpell: Duration = .seconds(120)

  /// - Parameter span: how far back samples are kept.
  package init(span: Duration) {
    self.span = span
  }

  /// How far back every scrape is kept, and how far apart older ones are.
  private static let fine: Duration = .seconds(70)
  private static let apart: Duration = .seconds(10)

  // MARK: - Recording

  package mutating func record(_ page: Page, at: Moment) {
    let isKnown = table === page.table
    if !isKnown { adopt(page.table) }
    var values: [Double]
    if let slotOfPlace {
      values = [Double](repeating: Sample.staleMarker, count: series.count)
      for (place, slot) in slotOfPlace.enumerated() { values[slot] = page.values[place] }
    } else {
      values = page.values
    }
    let isFirst = rows.isEmpty
    if let last = rows.last, !last.isGap {
      if !isKnown { startFromZero(values) }
      compare(last.values, values, at: at)
    } else if let good = rows.last(where: { !$0.isGap }) {
      compare(good.values, values, at: at)
    }
    append(Row(at: at, values: values, isGap: false, restarted: restarts.last == at))
    if !isKnown, !isFirst { dropUnused() }
  }

  /// Nothing was read at that moment: every series is stale until the next good scrape.
  package mutating func recordFailure(at: Moment) {
    guard !rows.isEmpty else { return }
    append(Row(at: at, values: [], isGap: true))
  }

  private mutating func append(_ row: Row) {
    rows.append(row)
    sinceThinned += 1
    // In bulk, so that the cost of a scrape stays constant.
    guard sinceThinned >= 32 else { return }
    sinceThinned = 0
    thin(at: row.at)
  }

  private mutating func thin(at now: Moment) {
    var kept: [Row] = []
    kept.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      if row.at < now - span { continue }
      let isNew = row.at > now - History.fine
      let isApart = kept.last.map { row.at - $0.at >= History.apart } ?? true
      let isEdge =
        row.restarted || row.isGap
        || (index + 1 < rows.count && (rows[index + 1].restarted || rows[index + 1].isGap))
      let repeatsGap = row.isGap && kept.last?.isGap == true && !isNew
      if isNew || isApart || (isEdge && !repeatsGap) { kept.append(row) }
    }
    rows = kept
  }

  private mutating func adopt(_ new: SeriesTable) {
    table = new
    families = new.families
    revision += 1
    var slots: [Int] = []
    slots.reserveCapacity(new.count)
    for place in 0..<new.count {
      let key = new.key(of: place)
      if let slot = slotByKey[key] {
        slots.append(slot)
        continue
      }
      let slot = series.count
      let name = new.name(of: place)
      let family = new.family(of: place).map { new.families[$0] }
      let counts = (family?.type ?? .untyped).counts(sample: name, family: family?.name ?? name)
      let kept = key.detached
      series.append(Series(name: name, labels: new.labels(of: place), counts: counts, key: kept))
      slotByKey[kept] = slot
      slotsByName[name, default: []].append(slot)
      slots.append(slot)
    }
    let isIdentity = slots.count == series.count && slots.indices.allSatisfy { slots[$0] == $0 }
    slotOfPlace = isIdentity ? nil : slots
  }

  /// A counter that was not there a scrape ago, in a process that was, stood at zero then: its first increments are
  /// not lost. Prometheus does the same with created timestamps.
  private mutating func startFromZero(_ values: [Double]) {
    guard let last = rows.indices.last else { return }
    var before = rows[last].values
    while before.count < series.count { before.append(Sample.staleMarker) }
    var didChange = false
    for slot in values.indices
    where series[slot].counts && Sample.isStale(before[slot]) && !Sample.isStale(values[slot]) {
      before[slot] = 0
      didChange = true
    }
    if didChange { rows[last].values = before }
  }

  /// Tells a restart and another process apart by what fell.
  ///
  /// A counter that falls with a newer start time is a restart; with the same start time another worker answered.
  private mutating func compare(_ old: [Double], _ new: [Double], at: Moment) {
    var fell = false
    for slot in 0..<min(old.count, new.count)
    where series[slot].counts && new[slot] < old[slot] && !series[slot].name.hasSuffix("_sum") {
      fell = true
      break
    }
    let start =
      slots(ofSample: "process_start_time_seconds").first
      ?? slots(ofSample: "mpanel_process_start_time_seconds").first
    var isNewer = false
    if let start, start < old.count, start < new.count { isNewer = new[start] > old[start] }
    if isNewer {
      restarts = restarts.suffix(99) + [at]
    } else if fell {
      severalProcesses = severalProcesses ?? at
      cleanSince = at
    } else if severalProcesses != nil, let clean = cleanSince, at - clean >= History.cleanSpell {
      severalProcesses = nil
      cleanSince = nil
    }
  }

  /// Frees the series that no row has any more, once they are many.
  private mutating func dropUnused() {
    guard let table, series.count > 2 * table.count + 64 else { return }
    var isUsed = [Bool](repeating: false, count: series.count)
    for row in rows {
      for slot in row.values.indices where !Sample.isStale(row.values[slot]) { isUsed[slot] = true }
    }
    guard isUsed.count(where: { !$0 }) > series.count / 4 else { return }
    let kept = isUsed.indices.filter { isUsed[$0] }
    for index in rows.indices where !rows[index].isGap {
      let old = rows[index].values
      rows[index].values = kept.map { $0 < old.count ? old[$0] : Sample.staleMarker }
    }
    series = kept.map { series[$0] }
    slotByKey = [:]
    slotsByName = [:]
    for (slot, one) in series.enumerated() {
      slotByKey[one.key] = slot
      slotsByName[one.name, default: []].append(slot)
    }
    adopt(table)
  }

  // MARK: - Looking up

  /// The slots of the series with this sample name.
  package func slots(ofSample name: String) -> [Int] { slotsByName[name] ?? [] }

  package func labels(of slot: Int) -> [Label] { series[slot].labels }

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
}
