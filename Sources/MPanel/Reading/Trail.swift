import Telemetry

/// The past of an instance as charts need it: one ``TrailStep`` a scrape, in a bounded ring.
///
/// Counters are kept as running sums with resets taken out, so that any window and any column of a chart is one
/// difference. About 350 bytes a step: an hour at one scrape in 2 s is 0.6 MB an instance.
package struct Trail: Sendable {
  /// The upper bounds of the buckets, ascending, the last being infinite; empty until a histogram was seen.
  package private(set) var bounds: [Double] = []
  package private(set) var steps: [TrailStep] = []
  /// The names by whose places steps tell queues and breakers; names are only added.
  private(set) var queueNames: [String] = []
  private(set) var breakerNames: [String] = []
  /// Where columns are counted from, so that a column once drawn keeps its scrapes as time goes on.
  private var epoch: Moment?
  /// How many steps are kept.
  package var capacity: Int

  package init(capacity: Int = 1800) {
    self.capacity = max(capacity, 2)
  }

  /// An empty trail whose columns begin and end when those of another one do.
  init(alignedTo other: Trail) {
    self.init(capacity: other.capacity)
    epoch = other.epoch
  }

  package mutating func append(_ step: TrailStep, bounds: [Double]) {
    if !bounds.isEmpty, bounds != self.bounds {
      // Another layout of buckets: what was counted in the old one cannot be compared.
      for index in steps.indices {
        steps[index].requests = Array(steps[index].requests.prefix(TrailStep.classCount))
      }
      self.bounds = bounds
    }
    if epoch == nil { epoch = step.at }
    steps.append(step)
    // Dropping in bulk keeps the cost of an append constant.
    if steps.count > capacity + capacity / 8 { steps.removeFirst(steps.count - capacity) }
  }

  /// A server that invents names without end gets this many charts and no more.
  static let mostNames = 256

  /// Writes how many jobs are pending in a queue into a step that is to be appended.
  package mutating func note(_ pending: Double, of queue: String, in step: inout TrailStep) {
    guard let place = Trail.place(of: queue, in: &queueNames) else { return }
    while step.pending.count <= place { step.pending.append(.nan) }
    step.pending[place] = Float(pending)
  }

  /// Writes a breaker's state into a step that is to be appended.
  package mutating func note(_ state: BreakerState?, of breaker: String, in step: inout TrailStep) {
    guard let place = Trail.place(of: breaker, in: &breakerNames) else { return }
    while step.breakers.count <= place { step.breakers.append(nil) }
    step.breakers[place] = state
  }

  private static func place(of name: String, in names: inout [String]) -> Int? {
    if let place = names.firstIndex(of: name) { return place }
    guard names.count < mostNames else { return nil }
    names.append(name)
    return names.count - 1
  }

  /// One column of a chart, by the places in ``steps`` of what is known of it.
  package struct Column: Sendable {
    /// The newest step up to its end that still counts: what gauges show. nil where nothing is known.
    package var last: Int?
    /// The good steps between which its counters rose: the rate over that time is the best that is known of it.
    package var rise: (from: Int, to: Int)?
    /// Whether any scrape in it failed.
    package var hasGap = false
    package var restarted = false
  }

  /// Between two good scrapes further apart than this nothing is known: Prometheus looks back as far.
  private static let lookback: Duration = .seconds(300)

  /// The column of a grid of `step` that a moment is in.
  private func column(of moment: Moment, every step: Duration) -> Int {
    epoch.map { saturating((moment - $0).seconds / step.seconds) } ?? 0
  }

  /// The newest column of what is known at a moment; silence past two columns is drawn as silence.
  private func newestColumn(every step: Duration, at: Moment) -> Int? {
    guard step > .zero, epoch != nil, let end = lastIndex(at: at) else { return nil }
    let newest = column(of: steps[end].at, every: step)
    let silent = column(of: at, every: step)
    return silent > newest + 1 ? silent : newest
  }

  /// How many columns a moment lies before the newest one.
  package func columnsBack(to moment: Moment, every step: Duration, at: Moment) -> Int? {
    newestColumn(every: step, at: at).map { max($0 - column(of: moment, every: step), 0) }
  }

  /// The newest `count` columns of `step` each up to `at`, oldest first.
  ///
  /// A scrape belongs to the column whose middle it is nearest to, so that a scrape a little early or late does
  /// not leave a hole; columns between two good scrapes have what these say. Columns after the newest one are held
  /// where `holds`, for targets that are asked rarely. Columns before the first scrape are left out, so the result
  /// may be shorter than `count`.
  package func columns(_ count: Int, every step: Duration, at: Moment, holds: Bool = false) -> [Column] {
    guard count > 0, step > .zero, let end = lastIndex(at: at), let newest = newestColumn(every: step, at: at)
    else { return [] }
    func column(of moment: Moment) -> Int { self.column(of: moment, every: step) }
    let oldest = max(newest - count + 1, column(of: steps[0].at))
    guard oldest <= newest else { return [] }
    var columns = [Column](repeating: Column(), count: newest - oldest + 1)
    var index = end
    // The earliest step of the nearest column to the right that has one.
    var next: Int?
    for place in columns.indices.reversed() {
      let first = next
      while index >= 0, column(of: steps[index].at) - oldest >= place {
        columns[place].hasGap = columns[place].hasGap || steps[index].isGap
        columns[place].restarted = columns[place].restarted || steps[index].restarted
        if columns[place].last == nil { columns[place].last = index }
        next = index
        index -= 1
      }
      if let last = columns[place].last {
        if let from = next, from > 0, !steps[from - 1].isGap { columns[place].rise = (from - 1, last) }
      } else if let first {
        guard first > 0, knowsBetween(first - 1, first) else { continue }
        columns[place].last = first - 1
        columns[place].rise = (first - 1, first)
      } else if holds {
        columns[place].last = end
      }
    }
    return columns
  }

  private func knowsBetween(_ start: Int, _ end: Int) -> Bool {
    !steps[start].isGap && !steps[end].isGap && steps[end].at - steps[start].at <= Trail.lookback
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

  /// Forgets what came after a moment.
  mutating func rewind(to moment: Moment) {
    steps.removeLast(steps.count - ((lastIndex(at: moment) ?? -1) + 1))
  }
}
