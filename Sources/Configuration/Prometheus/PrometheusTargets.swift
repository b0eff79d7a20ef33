import Dashboard
import MPanel
import Scraping

/// Makes targets of what the lists of a Prometheus job say.
enum PrometheusTargets {
  /// One group of a static_config or of a file of targets.
  static func group(_ node: Node, _ findings: inout Findings) -> PrometheusJob.TargetGroup {
    var group = PrometheusJob.TargetGroup()
    guard node.table != nil else {
      findings.refuse("a group of targets is a table with ‘targets’, not \(node.kind)", at: node.line)
      return group
    }
    for entry in node.table ?? [] {
      switch entry.key {
      case "targets":
        if entry.node.list == nil, entry.node.value != .other("nothing") {
          findings.refuse("‘targets’ is a list, not \(entry.node.kind)", at: entry.line)
        }
        for item in entry.node.list ?? [] {
          guard let address = item.text else {
            findings.refuse("a target is HOST:PORT, not \(item.kind)", at: item.line)
            continue
          }
          group.members.append(.init(address: address, line: item.line))
        }
      case "labels":
        for label in entry.node.table ?? [] { group.labels[label.key] = label.node.text ?? "" }
      default:
        let near = Nearest.question(entry.key, among: ["targets", "labels"])
        findings.refuse("\(Findings.shown(entry.key)) is no key of a group of targets\(near)", at: entry.line)
      }
    }
    return group
  }

  /// The groups of a file of targets, which is YAML or JSON.
  static func groups(_ source: SourceText) -> (groups: [PrometheusJob.TargetGroup], findings: Findings) {
    var findings = Findings(file: source.path)
    var groups: [PrometheusJob.TargetGroup] = []
    do {
      let node = try YAMLDocument.read(source)
      if node.list == nil, node.value != .other("nothing") {
        findings.refuse("is a list of groups of targets, not \(node.kind)", at: node.line)
      }
      for item in node.list ?? [] { groups.append(group(item, &findings)) }
    } catch {
      findings.refuse(error.words, at: error.line)
    }
    return (groups, findings)
  }

  /// The targets of a group, as its job says how they are asked; labels that begin with `__` say otherwise.
  static func targets(
    _ group: PrometheusJob.TargetGroup, of job: PrometheusJob, _ findings: inout Findings
  ) -> [FoundTarget] {
    group.members.compactMap { member in
      do throws(TargetError) {
        return try target(member.address, group.labels, of: job)
      } catch {
        findings.refuse(error.description, at: member.line)
        return nil
      }
    }
  }

  private static func target(_ address: String, _ labels: [String: String], of job: PrometheusJob)
    throws(TargetError) -> FoundTarget
  {
    let scheme = labels["__scheme__"] ?? job.scheme
    guard !address.contains("/" as Character), scheme == "http" || scheme == "https" else {
      throw TargetError(
        word: CleanText.of(address, limit: 80), reason: "in a Prometheus configuration a target is HOST:PORT")
    }
    let path = labels["__metrics_path__"] ?? job.metricsPath
    // It stands in the first line of a request: a line break in it would begin another request.
    guard path.hasPrefix("/"), path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw TargetError(
        word: CleanText.of(path, limit: 80),
        reason: "a path of metrics begins with ‘/’ and has no blanks or other special characters")
    }
    let (base, metricsPath) = split(path)
    guard let place = try TargetAddress.places("\(scheme)://\(address)\(base)").first?.place else {
      throw TargetError(word: CleanText.of(address, limit: 80), reason: "that names nothing")
    }
    var found = FoundTarget(place: place, access: job.access)
    found.access.metricsPath = metricsPath
    found.access.query = query(job.parameters, labels)
    found.groups = [job.name]
    if let instance = labels["instance"], !instance.isEmpty { found.name = CleanText.of(instance, limit: 40) }
    return found
  }

  /// The base of an instance, and where its metrics are if not where mPanel has them.
  private static func split(_ path: String) -> (base: String, metricsPath: String?) {
    if path.hasSuffix(Endpoint.legacyMetricsPath) {
      return (String(path.dropLast(Endpoint.legacyMetricsPath.count)), Endpoint.legacyMetricsPath)
    }
    if path.hasSuffix(Endpoint.metrics.path) {
      return (String(path.dropLast(Endpoint.metrics.path.count)), nil)
    }
    return ("", path)
  }

  /// The job's parameters, with those that labels name instead of theirs.
  private static func query(_ parameters: [PrometheusJob.Parameter], _ labels: [String: String]) -> String {
    var parameters = parameters
    for (label, value) in labels.sorted(by: { $0.key < $1.key }) where label.hasPrefix("__param_") {
      let name = String(label.dropFirst("__param_".count))
      parameters.removeAll { $0.name == name }
      parameters.append(.init(name: name, values: [value]))
    }
    return FormText.of(parameters.flatMap { one in one.values.map { (one.name, $0) } })
  }
}
