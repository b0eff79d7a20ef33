import Drawing
import MPanel
import Telemetry

/// What a server that scrapes the instances knows of them, and how it is asked.
extension DoctorReport {
  package init(
    _ server: ServerCheckup, _ instances: [InstanceCheckup], at: Moment, version: String,
    listsFamilies: Bool = false
  ) {
    var findings: [DoctorFinding] = []
    if let failure = server.failure { findings.append(DoctorReport.finding(of: failure, server)) }
    if let exchange = server.questions.last(where: { $0.secureLine != nil }) ?? server.questions.last {
      findings += DoctorReport.security(exchange, at: at, address: server.address)
    }
    findings += DoctorReport.absent(instances, server) + DoctorReport.alerts(instances, at: at)
    let telling = instances.filter { $0.watch.lastGoodScrape != nil }
    findings += DoctorReport.exports(telling) + DoctorReport.changes(telling, at: at)
    findings += DoctorReport.manners(server, instances, at: at)
    var sections = DoctorReport.sorted(findings)
    sections.append(("Asked below \(DoctorReport.api)", DoctorReport.questions(server)))
    if listsFamilies {
      sections.append(("Every family, and how many have it", DoctorReport.families(telling)))
    }
    let count = instances.count == 1 ? "1 instance" : "\(instances.count) instances"
    let jobs = server.jobs.isEmpty ? "no job" : "job \(server.jobs.joined(separator: ", "))"
    self.init(
      head: [
        "mptop \(version) doctor  \(server.words)", "\(jobs), \(count)", DoctorReport.summary(findings),
      ], sections: sections,
      isWell: server.failure == nil && !findings.contains { $0.verdict == .bad })
  }

  /// `web1, web2 and 3 more`.
  private static func names(_ instances: [InstanceCheckup]) -> String {
    let names = instances.map(\.watch.target.name)
    return names.count > 4
      ? "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more"
      : names.joined(separator: ", ")
  }

  /// Those that are alike together, in the order of their first.
  private static func alike(
    _ instances: [InstanceCheckup], _ words: (InstanceCheckup) -> String?
  ) -> [(words: String, instances: [InstanceCheckup])] {
    var groups: [(words: String, instances: [InstanceCheckup])] = []
    for instance in instances {
      guard let words = words(instance) else { continue }
      if let known = groups.firstIndex(where: { $0.words == words }) {
        groups[known].instances.append(instance)
      } else {
        groups.append((words, [instance]))
      }
    }
    return groups
  }

  private static func of(_ some: [InstanceCheckup], _ all: [InstanceCheckup]) -> String {
    some.count == all.count && all.count > 1
      ? "all \(all.count) instances"
      : all.count > 1 ? "\(some.count) of \(all.count) (\(names(some)))" : names(some)
  }

  // MARK: - The server

  private static func finding(of failure: ServerCheckup.Failure, _ server: ServerCheckup) -> DoctorFinding {
    let remedy: String? =
      switch failure.cause {
      case nil: "\(server.words) has a page of its targets: /targets. Then --job NAME"
      case .refused: "does it run there, and at this port? systemctl status prometheus; its own port is 9090"
      case .status(404, _): "is the path in front right? It has one where --web.route-prefix is set"
      case .tooLarge: "one job at a time: --job NAME"
      case .status, .notMPanel, .badEncoding: "is this Prometheus' own address, or a login in front of it?"
      case .timedOut: "a firewall, or a server that is overloaded: curl -m 5 its /-/ready"
      case .connectionLost: "https:// perhaps, or it restarts: journalctl -u prometheus"
      case .some(let cause): self.remedy(for: cause, at: "")
      }
    return DoctorFinding(.bad, "server", failure.words, remedy: remedy)
  }

  private static func manners(
    _ server: ServerCheckup, _ instances: [InstanceCheckup], at: Moment
  ) -> [DoctorFinding] {
    let answered = server.questions.filter { $0.status != nil }
    guard !answered.isEmpty, server.failure == nil else { return [] }
    var findings = [
      server.version.map { DoctorFinding(.good, "version", $0) }
        ?? DoctorFinding(
          .note, "version", "not told: another server than Prometheus, perhaps; that is no harm")
    ]
    let intervals = instances.compactMap(\.watch.target.interval)
    if let least = intervals.min(), let most = intervals.max() {
      let words =
        least == most ? Figure.interval(least) : "\(Figure.interval(least)) to \(Figure.interval(most))"
      let isCoarse = most > .seconds(30)
      findings.append(
        DoctorFinding(
          isCoarse ? .note : .good, "scraped every",
          isCoarse ? "\(words): a window of 1 m has one step or none" : words,
          remedy: isCoarse ? "scrape_interval: 15s for the job, or --window 5m" : nil))
    }
    let skews = answered.compactMap { question in
      question.serverDate.map { $0 + 0.5 - (question.started.unixSeconds - question.duration.seconds / 2) }
    }.sorted()
    if !skews.isEmpty {
      let skew = skews[skews.count / 2]
      findings.append(
        abs(skew) < 2
          ? DoctorFinding(.good, "clock", "agrees with this machine's to the second")
          : DoctorFinding(
            .note, "clock",
            "\(Figure.span(abs(skew))) \(skew > 0 ? "ahead of" : "behind") this machine's; times are set right by that",
            remedy: "compare timedatectl on both machines"))
    }
    findings.append(
      DoctorFinding(
        .note, "not asked",
        "/api/health and /api/ready: NOT READY, version and host cannot be known from here",
        remedy: "mptop doctor HOST:PORT asks an instance itself"))
    return findings
  }

  private static let api = "/api/v1/"

  private static func questions(_ server: ServerCheckup) -> [DoctorFinding] {
    server.questions.map { question in
      let cost =
        "in \(Figure.latency(question.duration.seconds).text), \(Figure.bytes(Double(question.bodyBytes)).text)"
      let words = question.status.map { "\($0) \(cost)" } ?? "no answer"
      return DoctorFinding(
        question.status == 200 ? .good : .note,
        question.path.hasPrefix(api) ? String(question.path.dropFirst(api.count)) : question.path, words)
    }
  }

  // MARK: - The instances

  private static func absent(_ instances: [InstanceCheckup], _ server: ServerCheckup) -> [DoctorFinding] {
    alike(instances) { instance in
      let standing = instance.watch.standing
      return standing.condition.isAnswering ? nil : standing.reason
    }.map { group in
      DoctorFinding(
        .bad, "not scraped", "\(of(group.instances, instances)): \(group.words)",
        remedy: "why is on Prometheus' page of targets: /targets; then mptop doctor INSTANCE")
    }
  }

  private static func alerts(_ instances: [InstanceCheckup], at: Moment) -> [DoctorFinding] {
    alike(instances) { instance in
      let found = instance.watch.reading(at: at, window: .seconds(60)).findings
      return found.isEmpty ? nil : found.map(\.words).joined(separator: "; ")
    }.map { DoctorFinding(.bad, "now", "\(names($0.instances)): \($0.words)") }
  }

  private static func exports(_ instances: [InstanceCheckup]) -> [DoctorFinding] {
    guard !instances.isEmpty else { return [] }
    var findings: [DoctorFinding] = []
    var inOrder: [String] = []
    for group in SignalGroup.all {
      let lacking = alike(instances) { instance in
        let absent = absent(of: group, instance.watch)
        return absent.contains { group.essential.contains($0.signal) }
          ? words(of: absent, missing: "without a series") : nil
      }
      if lacking.isEmpty { inOrder.append(group.title) }
      for one in lacking {
        findings.append(
          DoctorFinding(
            group.isVital ? .bad : .note, group.title,
            "\(of(one.instances, instances)): \(one.words): \(group.meaning)", remedy: group.remedy))
      }
    }
    guard !inOrder.isEmpty else { return findings }
    return findings + [
      DoctorFinding(.good, "stored", "\(inOrder.joined(separator: ", ")): of every instance")
    ]
  }

  /// What is not exported any more, and what does not change.
  private static func changes(_ instances: [InstanceCheckup], at: Moment) -> [DoctorFinding] {
    let vital = Set(SignalGroup.all.filter(\.isVital).flatMap(\.essential))
    // Other series come and go with what they count.
    var findings = Signal.allCases.filter(vital.contains).compactMap { signal -> DoctorFinding? in
      let without = instances.filter { $0.lost.contains { $0.signal == signal } }
      guard let last = without.flatMap(\.lost).filter({ $0.signal == signal }).map(\.last).max() else {
        return nil
      }
      return DoctorFinding(
        .bad, "stale",
        "\(signal.rawValue) at \(of(without, instances)): last stored \(Figure.span((at - last).seconds)) ago",
        remedy: "another build since then, or a sample_limit or metric_relabel_configs of the job")
    }
    for signal in Signal.allCases where SignalGroup.restless.contains(signal) || vital.contains(signal) {
      let isRestless = SignalGroup.restless.contains(signal)
      let still = instances.filter { instance in
        instance.watch.stillness(of: signal).map { $0 >= .seconds(isRestless ? 60 : 600) } ?? false
      }
      guard let span = still.compactMap({ $0.watch.stillness(of: signal) }).min() else { continue }
      let words = "\(signal.rawValue) at \(of(still, instances)): the same for \(Figure.span(span.seconds))"
      findings.append(
        isRestless
          ? DoctorFinding(
            .bad, "stuck", "\(words), though every scrape adds to it",
            remedy: "look for a cache of /metrics in front, or for a registry that is filled once")
          : DoctorFinding(.note, "stuck", "\(words): right where nothing happens, else nothing sets it"))
    }
    return findings
  }

  private static func families(_ instances: [InstanceCheckup]) -> [DoctorFinding] {
    SignalTable.rows.map { row in
      let families = instances.compactMap { instance -> String? in
        if case .exported(let family) = instance.watch.export(of: row.signal) { family } else { nil }
      }
      let names = Set(families).sorted().joined(separator: ", ")
      return DoctorFinding(
        families.count == instances.count ? .good : .note, row.signal.rawValue,
        families.isEmpty ? "of none" : "\(families.count) of \(instances.count): \(names)")
    }
  }
}
