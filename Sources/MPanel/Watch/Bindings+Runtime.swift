import Telemetry

/// The figures of the runtime view, from the series that carry them.
extension Bindings {
  private func number(_ signal: Signal, _ history: History, _ at: Moment) -> Double? {
    amount(signal, history, at: at)
  }

  func processor(_ history: History, at: Moment, window: Duration) -> Measured<Runtime.Processor> {
    guard let user = single[.userTime], let system = single[.systemTime] else {
      guard let both = single[.processorTime] else { return .failure(absence(of: .userTime)) }
      guard history.hasTwoScrapes(at: at, window: window) else { return .failure(.firstScrape) }
      return .success(
        Runtime.Processor(
          user: history.increase(slots: [both], at: at, window: window) / window.seconds, system: 0))
    }
    guard history.hasTwoScrapes(at: at, window: window) else { return .failure(.firstScrape) }
    return .success(
      Runtime.Processor(
        user: max(history.increase(slots: [user], at: at, window: window), 0) / window.seconds,
        system: max(history.increase(slots: [system], at: at, window: window), 0) / window.seconds))
  }

  func memory(_ history: History, at: Moment) -> Measured<Runtime.Memory> {
    let memory = Runtime.Memory(
      resident: number(.residentMemory, history, at), heapUsed: number(.heapUsed, history, at),
      heapTotal: number(.heapTotal, history, at), external: number(.externalMemory, history, at),
      virtual: number(.virtualMemory, history, at), data: number(.dataMemory, history, at))
    guard memory.resident != nil || memory.heapUsed != nil else {
      return .failure(.notExported("this build exports no memory"))
    }
    return .success(memory)
  }

  func heapSpaces(_ history: History, at: Moment) -> Measured<[Runtime.HeapSpace]> {
    let used = Bindings.levels(of: .heapSpaceUsed, in: history, at: at)
    guard !used.isEmpty else { return .failure(absence(of: .heapSpaceUsed, declared: declared)) }
    func byName(_ signal: Signal) -> [String: Double] {
      Dictionary(
        Bindings.levels(of: signal, in: history, at: at).map { ($0.name, $0.value) },
        uniquingKeysWith: { first, _ in first })
    }
    let (sizes, free) = (byName(.heapSpaceTotal), byName(.heapSpaceAvailable))
    return .success(
      used.map { space in
        Runtime.HeapSpace(
          name: space.name, used: space.value, size: sizes[space.name], available: free[space.name])
      })
  }

  /// A delay longer than this is not one: prom-client shows 2^63 ns where Node has sampled nothing.
  private static let longestLag = 3600.0

  /// What Node measured since the last scrape of anyone. Where it measured nothing, it says so in an odd way: no mean,
  /// a least value of 2^63 ns, percentiles below a microsecond (Q7). None of that is a figure.
  func eventLoop(_ history: History, at: Moment) -> Measured<Runtime.EventLoop> {
    func lag(_ signal: Signal) -> Double? {
      number(signal, history, at).flatMap { $0 < Bindings.longestLag ? $0 : nil }
    }
    let exported = [Signal.lagMean, .lagLeast, .eventLoopLag, .lagMost].filter {
      single[$0].flatMap { history.value($0, at: at) } != nil
    }
    guard let first = exported.first else { return .failure(absence(of: .eventLoopLag, declared: declared)) }
    if [.lagMean, .lagLeast].contains(first), lag(first) == nil { return .failure(.notSampled) }
    if exported.contains(.lagLeast), lag(.lagLeast) == nil { return .failure(.notSampled) }
    return .success(
      Runtime.EventLoop(
        mean: lag(.lagMean), deviation: lag(.lagDeviation), least: lag(.lagLeast), p50: lag(.lagMedian),
        p90: lag(.lagP90),
        p99: lag(.eventLoopLag), most: lag(.lagMost), atScrape: lag(.lagOfScrape)))
  }

  func collections(_ history: History, at: Moment, window: Duration) -> Measured<[Runtime.Collection]> {
    let totals = Bindings.levels(of: .collections, part: "_count", in: history, at: at)
    guard !totals.isEmpty else { return .failure(absence(of: .collections, declared: declared)) }
    guard history.hasTwoScrapes(at: at, window: window) else { return .failure(.firstScrape) }
    let totalOf = Dictionary(totals.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    return .success(
      Bindings.increases(of: .collections, in: history, at: at, window: window).map { kind in
        let p99 = kind.buckets.quantile(0.99).map {
          Percentile(quantile: 0.99, seconds: $0.value, lower: $0.lower, upper: $0.upper)
        }
        return Runtime.Collection(
          kind: kind.name, count: kind.buckets.count, share: (kind.sum ?? 0) / window.seconds,
          mean: kind.mean,
          longestUpTo: kind.highest, beyond: kind.buckets.bounds.last { $0.isFinite }, p99: p99,
          total: totalOf[kind.name] ?? 0)
      })
  }

  func active(_ signal: Signal, total: Signal, _ history: History, at: Moment) -> Runtime.Active? {
    let types = Bindings.levels(of: signal, in: history, at: at).sorted { $0.value > $1.value }
    guard let all = number(total, history, at) ?? (types.isEmpty ? nil : types.reduce(0) { $0 + $1.value })
    else {
      return nil
    }
    return Runtime.Active(
      total: all, types: types.map { Runtime.Active.Count(name: $0.name, count: $0.value) })
  }

  func shareOfFiles(_ history: History, at: Moment) -> Double? {
    guard let open = number(.openFiles, history, at), let most = number(.mostFiles, history, at), most > 0
    else { return nil }
    return open / most
  }

  func process(_ history: History, at: Moment) -> Runtime.Process {
    Runtime.Process(
      started: number(.startTime, history, at), restarts: history.restarts.filter { $0 <= at },
      watchedFor: .zero,
      openFiles: number(.openFiles, history, at), mostFiles: number(.mostFiles, history, at),
      handles: active(.handles, total: .handlesTotal, history, at: at),
      resources: active(.resources, total: .resourcesTotal, history, at: at),
      requests: active(.nodeRequests, total: .nodeRequestsTotal, history, at: at))
  }

  /// What ``GaugeMemory`` remembers of one scrape.
  func levels(_ history: History, at: Moment) -> [Signal: Double] {
    var levels: [Signal: Double] = [:]
    for signal in [Signal.residentMemory, .heapUsed, .openFiles] {
      levels[signal] = number(signal, history, at)
    }
    if let loop = eventLoop(history, at: at).value {
      levels[.lagMean] = loop.mean
      levels[.eventLoopLag] = loop.p99
      levels[.lagMost] = loop.most
    }
    return levels
  }

  func absence(of signal: Signal, declared: [Signal: String]) -> Absence {
    declared[signal].map { .noSeries(family: $0) } ?? absence(of: signal)
  }
}
