import Exposition
import MPanel
import NIOCore
import Telemetry

/// Watches the instances that a Prometheus server scrapes: what it stored of each becomes the same reports that a look
/// of our own would bring.
package actor PrometheusWatch {
  private static let patience: Duration = .seconds(20)
  /// How far back the past is fetched: the longest window.
  private static let past: Duration = .seconds(960)
  /// So long after its last scrape is due an instance counts as gone.
  private static let overdue = 3
  /// And after this it is not listed any more: where instances come and go under new names, nobody wants the old ones.
  private static let remembrance: Duration = .seconds(3600)
  /// How long a server is left alone that says 429 without a hint.
  private static let usualWait: Duration = .seconds(60)
  private static let metadataAge: Duration = .seconds(600)
  /// The ids of instances are greater, those of targets that are asked directly are counted from 0 on.
  static let firstID = 1 << 40

  nonisolated let client: PrometheusClient
  private let timekeeper: Timekeeper
  private let report: @Sendable (Report) -> Void
  private let listed: @Sendable ([Target]) -> Void
  private(set) var jobs: [String] = []
  private var targets: [InstanceKey: Target] = [:]
  private var feeds: [InstanceKey: InstanceFeed] = [:]
  /// Instances whose being gone was told, and when.
  private var gone: [InstanceKey: Moment] = [:]
  private var nextID = PrometheusWatch.firstID + 1
  /// The server asked to be left alone until then.
  private var closedUntil: Moment?
  private var metadata = Metadata()
  private var metadataTime: Moment?
  private var clock: ServerClock
  private var answered: Moment?
  private var interval: Duration
  private var nap: Task<Void, Never>?

  /// Runs on the loop's own thread, like the fetcher.
  package nonisolated let unownedExecutor: UnownedSerialExecutor

  /// `report` is called for every scrape of an instance, in their order; `listed` with all instances whenever there are
  /// others than ``discover()`` gave.
  package init(
    _ server: PrometheusServer, on loop: any EventLoop, interval: Duration, userAgent: String,
    timekeeper: Timekeeper = .system, listed: @escaping @Sendable ([Target]) -> Void = { _ in },
    report: @escaping @Sendable (Report) -> Void
  ) {
    unownedExecutor = loop.executor.asUnownedSerialExecutor()
    client = PrometheusClient(server, on: loop, userAgent: userAgent)
    self.timekeeper = timekeeper
    self.interval = interval
    self.report = report
    self.listed = listed
    clock = ServerClock(at: timekeeper.now())
  }

  /// The instances there are, by name.
  package func discover() async -> Result<[Target], PrometheusFailure> {
    let job = client.server.job
    let signs = await ask(PromQLText.signs(job))
    switch signs.result {
    case .failure(let failure): return .failure(failure)
    case .success(let answer):
      jobs = job.map { [$0] } ?? PrometheusWatch.jobs(of: answer.series)
      guard !jobs.isEmpty else {
        return .failure(.nothingThere("no series of an mPanel in the last hour; name the job with --job"))
      }
    }
    let ups = await ask(PromQLText.up(jobs) + "[5m]")
    switch (ups.result, signs.result) {
    case (.failure(let failure), _): return .failure(failure)
    case (.success(let ups), .success(let signs)):
      for key in Set((ups.series + signs.series).map(\.instance)).sorted() where jobs.contains(key.job) {
        add(key)
      }
      for one in ups.series where targets[one.instance] != nil {
        var feed = InstanceFeed()
        feed.learnInterval(one.points.map(\.milliseconds))
        feeds[one.instance] = feed
      }
    default: break
    }
    guard !targets.isEmpty else {
      return .failure(.nothingThere("no instance in job \(jobs.map { "‘\($0)’" }.joined(separator: ", "))"))
    }
    return .success(list)
  }

  private var list: [Target] {
    targets.map { key, target in
      var target = target
      target.interval = feeds[key]?.interval
      return target
    }.sorted { $0.id < $1.id }
  }

  /// How often the instances are scraped; nil before that is known.
  package var scrapeInterval: Duration? { feeds.values.compactMap(\.interval).min() }

  /// Asks for what is new, over and over, until its task is cancelled. The first question brings the past.
  package func run() async {
    while !Task.isCancelled {
      let started = timekeeper.now()
      if let closedUntil, started < closedUntil {
        await rest(for: closedUntil - started)
        continue
      }
      if targets.isEmpty { await discoverAtLast() }
      if !targets.isEmpty { await poll() }
      // Prometheus is made to be asked, but not without a rest.
      let work = timekeeper.now() - started
      await rest(for: max(effectiveInterval - work, work * 4))
    }
    await client.close()
  }

  private func discoverAtLast() async {
    switch await discover() {
    case .success(let found): listed(found)
    case .failure(let failure): tell(of: PrometheusWatch.placeholder(client.server), failure)
    }
  }

  /// Asks once, for the past and now, and closes.
  package func once() async {
    await poll()
    await client.close()
  }

  package func close() async { await client.close() }

  package func refresh() { nap?.cancel() }

  package func setInterval(_ interval: Duration) {
    self.interval = interval
    nap?.cancel()
  }

  /// Between two scrapes there is nothing new to ask for.
  private var effectiveInterval: Duration { max(interval, (scrapeInterval ?? .zero) / 3) }

  private func rest(for time: Duration) async {
    let nap = Task { [timekeeper] in
      do { try await timekeeper.sleep(time) } catch {}
    }
    self.nap = nap
    await withTaskCancellationHandler {
      await nap.value
    } onCancel: {
      nap.cancel()
    }
  }

  // MARK: - Asking

  private func ask(_ query: String) async -> PrometheusClient.Asked {
    let asked = await client.query(query, within: PrometheusWatch.patience)
    let now = timekeeper.now()
    clock.note(date: asked.date, at: now)
    if case .failure(.scrape(.limited(let wait))) = asked.result {
      let asked = wait.map { Duration.held(seconds: max($0, 1)) } ?? PrometheusWatch.usualWait
      closedUntil = now + min(asked, Budget.longestWait)
    }
    return asked
  }

  private func poll() async {
    if metadataTime.map({ timekeeper.now() - $0 > PrometheusWatch.metadataAge }) ?? true,
      let fresh = await client.metadata(within: PrometheusWatch.patience)
    {
      metadata = fresh
      metadataTime = timekeeper.now()
    }
    let started = timekeeper.now()
    let scraped = scrapeInterval ?? .seconds(15)
    // Enough to find what came since, and where nothing did, the newest scrape once more.
    let usual = scraped * PrometheusWatch.overdue + .seconds(10)
    let range = answered.map { max(started - $0 + usual, usual) } ?? PrometheusWatch.past
    var failure: PrometheusFailure?
    let counts = targets.keys.sorted().map { (name: $0.instance, series: feeds[$0]?.seriesCount) }
    for group in QuestionGroup.groups(counts, range: min(range, PrometheusWatch.past), scraped: scraped) {
      let asked = await ask(
        PromQLText.signals(jobs, instances: group.instances)
          + "[\(group.range.wholeNanoseconds / 1_000_000)ms]")
      switch asked.result {
      case .success(let answer): take(answer, asked)
      case .failure(let reason): failure = reason
      }
      if failure != nil { break }
    }
    if let failure {
      for target in targets.values { tell(of: target, failure) }
    } else {
      answered = started
      tellOfGone()
      forgetGone()
    }
  }

  // MARK: - Telling

  private func take(_ answer: PrometheusAnswer, _ asked: PrometheusClient.Asked) {
    let now = timekeeper.now()
    let cost = Exchange.SourceCost(
      duration: asked.duration, bytes: asked.bytes,
      warning: answer.warnings.first.map { CleanText.of($0, limit: 120) })
    let found = Dictionary(grouping: answer.series, by: \.instance).sorted { $0.key < $1.key }
    let fresh = found.filter { targets[$0.key] == nil }
    for one in fresh { add(one.key) }
    if !fresh.isEmpty { listed(list) }
    for (key, series) in found {
      guard let target = targets[key] else { continue }
      var feed = feeds[key] ?? InstanceFeed()
      // Taken out, so that the feed has its page for itself.
      feeds[key] = nil
      let scrapes = feed.scrapes(of: series, metadata: metadata, now: clock.milliseconds(at: now))
      feeds[key] = feed
      for scrape in scrapes {
        gone[key] = nil
        let at = clock.moment(scrape.milliseconds)
        let due = feed.interval.map { at + $0 + effectiveInterval }
        tell(target, scrape.outcome, at: at, took: scrape.duration, cost: cost, next: due)
      }
    }
  }

  private func tell(of target: Target, _ failure: PrometheusFailure) {
    tell(
      target, .failure(.untold("\(client.server.words): \(failure.words)")), at: timekeeper.now(),
      took: .zero,
      cost: nil, next: nil)
  }

  /// What has not been scraped for several intervals is not there any more, or the server has stopped looking.
  private func tellOfGone() {
    let now = timekeeper.now()
    for (key, target) in targets where gone[key] == nil {
      let interval = feeds[key]?.interval ?? .seconds(60)
      let newest = feeds[key]?.newest.map { clock.moment($0) }
      if let newest, now - newest <= interval * PrometheusWatch.overdue + .seconds(10) { continue }
      gone[key] = now
      let words = newest == nil ? "Prometheus has no sample of it" : "stale: Prometheus scrapes it no more"
      // From then on nothing is known: what comes late may still be put behind it.
      tell(
        target, .failure(.unreachable(words)), at: newest.map { $0 + .milliseconds(1) } ?? now, took: .zero,
        cost: nil, next: nil)
    }
  }

  private func tell(
    _ target: Target, _ outcome: Report.Outcome, at: Moment, took duration: Duration,
    cost: Exchange.SourceCost?, next: Moment?
  ) {
    var exchange = Exchange(
      endpoint: .metrics, path: Endpoint.metrics.path, requestID: "", started: at, duration: duration)
    exchange.source = cost
    exchange.cautions = client.cautions
    guard !Task.isCancelled else { return }
    report(Report(target: target.id, exchange: exchange, outcome: outcome, at: at, nextScrape: next))
  }

  // MARK: - Instances

  /// The jobs that have names which only an mPanel has; where there are none, those that have names which one may have.
  private static func jobs(of series: [PrometheusSeries]) -> [String] {
    let certain = series.filter { PromQLText.certain.contains($0.name) }
    return Set((certain.isEmpty ? series : certain).map(\.instance.job)).sorted()
  }

  private func add(_ key: InstanceKey) {
    let isAmbiguous = targets.keys.contains { $0.instance == key.instance }
    let name = CleanText.of(isAmbiguous ? "\(key.job)/\(key.instance)" : key.instance, limit: 80)
    let target = Target(id: nextID, name: name, address: name, source: client.server.words)
    targets[key] = target
    nextID += 1
  }

  /// Takes those from the list that have been gone for long; all of them would be a server that has lost its memory.
  private func forgetGone() {
    let now = timekeeper.now()
    let old = gone.filter { now - $0.value > PrometheusWatch.remembrance }.keys
    guard !old.isEmpty, old.count < targets.count else { return }
    for key in old {
      targets[key] = nil
      feeds[key] = nil
      gone[key] = nil
    }
    listed(list)
  }
}
