import MPanel

/// Targets that are asked directly, and beside them the instances that a Prometheus server tells of.
package struct JointSource: ReportSource {
  private let asked: Scraper
  private let told: PrometheusScraper

  package init(_ asked: Scraper, and told: PrometheusScraper) {
    self.asked = asked
    self.told = told
  }

  package func start() {
    asked.start()
    told.start()
  }

  package func update(targets: [ScrapeTarget]) { asked.update(targets: targets) }

  package func refresh(target: Int?) {
    // Neither knows the other's ids.
    asked.refresh(target: target)
    if target.map({ $0 >= PrometheusWatch.firstID }) ?? true { told.refresh(target: target) }
  }

  package func askReadiness(target: Int) { asked.askReadiness(target: target) }

  package func setInterval(_ interval: Duration) {
    asked.setInterval(interval)
    told.setInterval(interval)
  }

  package func closeTunnels() async { await asked.closeTunnels() }

  package func stop() async {
    await asked.stop()
    await told.stop()
  }

  /// One list of both. Where there are such and such, each is in a group that says which, unless it has one of its own;
  /// a name that both have gives way to one with the source.
  package static func list(asked: [Target], told: [Target]) -> [Target] {
    guard !asked.isEmpty, !told.isEmpty else { return asked + told }
    let names = Set(asked.map(\.name))
    return asked.map { target in
      var target = target
      if target.groups.isEmpty { target.groups = ["asked directly"] }
      return target
    }
      + told.map { target in
        var target = target
        target.groups.append("through Prometheus")
        if names.contains(target.name) { target.name += " (Prometheus)" }
        return target
      }
  }
}
