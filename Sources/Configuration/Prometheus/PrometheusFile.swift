import Scraping

/// A Prometheus configuration: its jobs, and what in them means something that mptop does not do.
package struct PrometheusFile: Sendable {
  package private(set) var jobs: [PrometheusJob] = []
  package private(set) var findings: Findings
  /// Patterns of further files with jobs, from `scrape_config_files`.
  let furtherFiles: [String]

  /// `global` is what the file says that names this one among its `scrape_config_files`.
  package init(_ source: SourceText, global: PrometheusGlobals = PrometheusGlobals()) {
    var findings = Findings(file: source.path)
    var further: [String] = []
    var globals = global
    do {
      let node = try YAMLDocument.read(source)
      let paths = RelativePaths(to: source.path)
      if let own = node["global"] { globals.read(own, &findings) }
      further = (node["scrape_config_files"]?.list ?? []).compactMap(\.text).map(paths.absolute)
      let configs = node["scrape_configs"]
      if let configs, configs.list == nil {
        findings.refuse("‘scrape_configs’ is a list, not \(configs.kind)", at: configs.line)
      }
      for config in configs?.list ?? [] {
        var reader = PrometheusJobReader(paths: paths, globals: globals, findings: findings)
        if let job = reader.job(config) { jobs.append(job) }
        findings = reader.findings
      }
      if node.table == nil {
        findings.refuse("is no Prometheus configuration but \(node.kind)", at: node.line)
      }
    } catch {
      findings.refuse(error.words, at: error.line)
    }
    self.findings = findings
    furtherFiles = further
    self.globals = globals
  }

  let globals: PrometheusGlobals
}

/// What `global` says for all jobs.
package struct PrometheusGlobals: Sendable {
  var interval: Duration?

  package init() {}

  mutating func read(_ node: Node, _ findings: inout Findings) {
    guard let interval = node["scrape_interval"] else { return }
    self.interval = PrometheusGlobals.interval(interval, &findings)
  }

  /// An interval within what mptop can do: Prometheus allows more at both ends.
  static func interval(_ node: Node, _ findings: inout Findings) -> Duration? {
    guard let text = node.text, let interval = DurationText.read(text), Double(text) == nil, interval > .zero
    else {
      findings.refuse(
        "‘scrape_interval’ is a time such as 15s, not \(node.text.map(Findings.shown) ?? node.kind)",
        at: node.line)
      return nil
    }
    return min(max(interval, Scraper.shortestInterval), .seconds(300))
  }
}
