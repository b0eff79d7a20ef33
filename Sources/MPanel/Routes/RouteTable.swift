import Telemetry

/// The figures of every route of an instance over a window.
package struct RouteTable: Sendable {
  /// Routes that the instance has, in the order of its page.
  package private(set) var routes: [RouteFigures] = []
  /// Paths that no route matched: what scanners and mistaken clients asked for.
  package private(set) var unmatched: [RouteFigures] = []
  /// All of ``unmatched`` together; nil where there are none.
  package private(set) var unmatchedTotal: RouteFigures?
  /// All requests, as the traffic and latency of the instance count them.
  package private(set) var total: RouteFigures
  /// Whether this build drops the path under which a router is mounted.
  package let losesPrefixes: Bool

  /// A path that was refused fewer times than this for want of a login counts as made up by a client; one that is asked
  /// for again and again gets a row of its own, since a burst of failed logins must not hide.
  private static let fewRefusals = 10.0

  init(_ index: RouteIndex, _ bindings: Bindings, _ history: History, at: Moment, window: Duration, own: Int)
  {
    losesPrefixes = index.losesPrefixes
    var sum = Sum(index, history, at: at, window: window)
    var unmatchedSum = sum
    let probes = index.routes.filter(\.isProbe).flatMap(\.codes)
    func others(_ slots: [Int]) -> Double {
      bindings.shareOfOthers(
        own: own, counted: history.increase(slots: slots, at: at, window: window, extrapolates: false))
    }
    let shares = (
      requests: others(probes.flatMap(\.requests)), durations: others(probes.flatMap(\.counts))
    )
    for series in index.routes {
      var one = Sum(index, history, at: at, window: window)
      one.add(
        series, requests: series.isProbe ? shares.requests : 1,
        durations: series.isProbe ? shares.durations : 1)
      sum.add(one)
      var figures = one.figures(series.name)
      if RouteTable.isMadeUp(series, history, at: at) {
        unmatchedSum.add(one)
        unmatched.append(figures)
      } else {
        figures.isAmbiguous = losesPrefixes && !series.name.isMounted
        routes.append(figures)
      }
    }
    total = sum.figures(RouteName(method: "", path: "all"))
    if !unmatched.isEmpty { unmatchedTotal = unmatchedSum.figures(RouteName(method: "", path: "unmatched")) }
    share(sum)
  }

  private static func isMadeUp(_ series: RouteSeries, _ history: History, at: Moment) -> Bool {
    guard series.isRawPath else { return false }
    guard series.asksForLogin else { return true }
    let slots = series.codes.flatMap { $0.requests.isEmpty ? $0.counts : $0.requests }
    return slots.reduce(0) { $0 + (history.value($1, at: at) ?? 0) } < fewRefusals
  }

  /// Says of each what part of all it is.
  private mutating func share(_ sum: Sum) {
    let (requests, busy) = (total.total, total.busy ?? 0)
    func shared(_ figures: inout RouteFigures) {
      figures.share = requests > 0 ? figures.total / requests : nil
      figures.timeShare = figures.busy.flatMap { busy > 0 ? $0 / busy : nil }
    }
    for place in routes.indices { shared(&routes[place]) }
    for place in unmatched.indices { shared(&unmatched[place]) }
    if var figures = unmatchedTotal {
      shared(&figures)
      unmatchedTotal = figures
    }
    shared(&total)
  }

  package func figures(of name: RouteName) -> RouteFigures? {
    routes.first { $0.name == name } ?? unmatched.first { $0.name == name }
  }
}

extension RouteTable {
  /// Increases that are being added up.
  private struct Sum {
    private let index: RouteIndex
    private let history: History
    private let at: Moment
    private let window: Duration
    private var codes: [String: Double] = [:]
    private var buckets: [Double] = []
    private var seconds: Double?
    private var isClockStepped = false

    init(_ index: RouteIndex, _ history: History, at: Moment, window: Duration) {
      self.index = index
      self.history = history
      self.at = at
      self.window = window
    }

    /// Adds the increases of a route; of those that are counted, only a part where some are mptop's own.
    mutating func add(_ series: RouteSeries, requests part: Double, durations durationPart: Double) {
      for code in series.codes {
        let slots = index.hasCounter ? code.requests : code.counts
        let rise = max(history.increase(slots: slots, at: at, window: window), 0)
        if rise > 0 { codes[code.code, default: 0] += rise * (index.hasCounter ? part : durationPart) }
      }
      // Of thousands of routes a few are asked in a minute: the buckets of the others need no look.
      let counts = series.codes.flatMap(\.counts)
      let rise = history.increase(slots: counts, at: at, window: window) * durationPart
      guard rise > 0 else { return }
      let sums = series.codes.flatMap(\.sums)
      if history.wasClockSetBack(sums: sums, counts: counts, at: at, window: window) {
        isClockStepped = true
      } else if !sums.isEmpty {
        let rise = history.increase(slots: sums, at: at, window: window) * durationPart
        seconds = (seconds ?? 0) + rise
      }
      add(
        series.slotsByBound(index.bounds.count).map {
          history.increase(slots: $0, at: at, window: window) * durationPart
        })
    }

    mutating func add(_ other: Sum) {
      codes.merge(other.codes) { $0 + $1 }
      if let more = other.seconds { seconds = (seconds ?? 0) + more }
      isClockStepped = isClockStepped || other.isClockStepped
      add(other.buckets)
    }

    private mutating func add(_ more: [Double]) {
      guard !more.isEmpty else { return }
      buckets = buckets.isEmpty ? more : zip(buckets, more).map { $0 + $1 }
    }

    func figures(_ name: RouteName) -> RouteFigures {
      var figures = RouteFigures(name: name)
      let span = window.seconds
      for (code, rise) in codes {
        figures.perSecond[Traffic.Class(status: code).rawValue] += rise / span
        figures.codes.append(RouteFigures.Code(code: code, perSecond: rise / span))
      }
      figures.codes.sort { ($0.perSecond, $1.code) > ($1.perSecond, $0.code) }
      let known = isClockStepped ? nil : seconds
      figures.busy = seconds.map { $0 / span }
      let increases = BucketIncreases(bounds: index.bounds, cumulative: buckets)
      let percentiles = Latency.percentiles(of: increases)
      if increases.count > 0, percentiles.count == Latency.quantiles.count {
        figures.latency = Latency(
          percentiles: percentiles, mean: known.map { $0 / increases.count }, requests: increases.count,
          increases: increases)
      }
      return figures
    }
  }
}
