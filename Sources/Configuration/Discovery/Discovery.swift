import Dashboard
import MPanel
import Scraping

/// Finds targets wherever they are written. Remembers what was found last, for the time when a list is broken or a
/// name server silent.
package struct Discovery: Sendable {
  private var addresses: [String: [String]] = [:]
  private var lists: [String: [PrometheusJob.TargetGroup]] = [:]

  package init() {}

  package mutating func find(_ sources: TargetSources) -> Discovered {
    var found = Discovered()
    if let file = sources.file { found.files.append(file) }
    findNamed(sources, &found)
    if let file = sources.prometheusFile {
      findJobs(of: file, sources.settings.prometheusJobs, &found)
    }
    if let interval = sources.interval {
      for index in found.targets.indices where found.targets[index].access.interval != nil {
        found.targets[index].access.interval = interval
      }
    }
    checkNames(&found)
    return found
  }

  /// What the command line names, else the configuration.
  private mutating func findNamed(_ sources: TargetSources, _ found: inout Discovered) {
    let settings = sources.settings
    let looked = Looked(addresses: addresses)
    let names = TargetNames(settings) { host throws(TargetError) in
      try looked.addresses(of: host)
    }
    func take(_ find: () throws(TargetError) -> [FoundTarget], at line: Int?) {
      do throws(TargetError) {
        found.targets += try find()
      } catch {
        found.mistakes.append(
          Problem(file: sources.file ?? "", line: line, words: error.description).description)
      }
    }
    for word in sources.words {
      do {
        found.targets += try names.targets(word)
      } catch {
        found.usage = found.usage ?? error.description
      }
    }
    if !sources.isChosen {
      for word in settings.targets {
        take({ () throws(TargetError) in try names.targets(word) }, at: settings.targetsLine)
      }
    }
    if !sources.isChosen, settings.targets.isEmpty {
      for entry in settings.entries {
        take({ () throws(TargetError) in try names.targets(entry) }, at: entry.line)
      }
    }
    if sources.isStandard, let place = try? TargetAddress.places(TargetSources.standard).first?.place {
      found.targets.append(FoundTarget(place: place))
    }
    addresses = looked.addresses
    found.troubles += looked.troubles
    found.hasNames = !looked.asked.isEmpty
  }

  /// Names that are looked up once each; the old answer holds where there is no new one.
  private final class Looked {
    var addresses: [String: [String]]
    var asked: Set<String> = []
    var troubles: [String] = []
    private let lookup = HostLookup()

    init(addresses: [String: [String]]) { self.addresses = addresses }

    func addresses(of host: String) throws(TargetError) -> [String] {
      guard asked.insert(host).inserted else { return addresses[host] ?? [] }
      do {
        let new = try lookup.addresses(of: host)
        addresses[host] = new
        return new
      } catch {
        troubles.append(error.description)
        return addresses[host] ?? []
      }
    }
  }

  /// The targets of jobs of a Prometheus configuration.
  private mutating func findJobs(of path: String, _ wanted: [String], _ found: inout Discovered) {
    found.files.append(path)
    var jobs: [PrometheusJob] = []
    var findings: [Findings] = []
    do throws(Problem) {
      let file = PrometheusFile(try SourceText.read(path))
      jobs = file.jobs
      findings = [file.findings]
      for pattern in file.furtherFiles {
        found.files.append(pattern)
        for further in FilePattern.files(pattern) {
          let more = PrometheusFile(try SourceText.read(further), global: file.globals)
          jobs += more.jobs
          findings.append(more.findings)
        }
      }
    } catch {
      found.mistakes.append(error.description)
      return
    }
    for findings in findings { found.mistakes += findings.problems.map(\.description) }
    let chosen = choose(wanted, among: jobs, of: path, &found)
    let isChosen = { (note: Problem) in Discovery.isWithin(chosen, note, jobs) }
    for findings in findings { found.notes += findings.notes.filter(isChosen) }
    for job in chosen { find(job, of: path, &found) }
  }

  /// Whether a note is on a job that is watched: what others say does not matter here.
  private static func isWithin(_ chosen: [PrometheusJob], _ note: Problem, _ jobs: [PrometheusJob]) -> Bool {
    let above = jobs.filter { ($0.line ?? 0) <= (note.line ?? 0) }.max { ($0.line ?? 0) < ($1.line ?? 0) }
    return above.map { job in chosen.contains { $0.name == job.name } } ?? true
  }

  private func choose(
    _ wanted: [String], among jobs: [PrometheusJob], of path: String, _ found: inout Discovered
  ) -> [PrometheusJob] {
    let names = jobs.map(\.name)
    guard !wanted.isEmpty else {
      if jobs.count == 1 || !found.mistakes.isEmpty { return jobs }
      let list =
        names.isEmpty ? "there are no jobs" : "its jobs are \(names.prefix(20).joined(separator: ", "))"
      found.mistakes.append("\(path): say which of its jobs to watch with --job NAME; \(list)")
      return []
    }
    return wanted.flatMap { name in
      let chosen = jobs.filter { $0.name == name }
      if chosen.isEmpty, found.mistakes.isEmpty {
        let near = Nearest.question(name, among: names)
        found.mistakes.append(
          "\(path): \(Findings.shown(name)) is no job\(near)\(names.isEmpty ? "" : "; there are \(names.prefix(20).joined(separator: ", "))")"
        )
      }
      return chosen
    }
  }

  private mutating func find(_ job: PrometheusJob, of path: String, _ found: inout Discovered) {
    var findings = Findings(file: path)
    for group in job.statics { found.targets += PrometheusTargets.targets(group, of: job, &findings) }
    found.mistakes += findings.problems.map(\.description)
    for pattern in job.files {
      found.files.append(pattern.path)
      for file in FilePattern.files(pattern.path) {
        var findings = Findings(file: file)
        for group in groups(of: file, &found) {
          found.targets += PrometheusTargets.targets(group, of: job, &findings)
        }
        found.troubles += findings.problems.map(\.description)
      }
    }
  }

  /// The list in a file; what it said last where it cannot be read now.
  private mutating func groups(of file: String, _ found: inout Discovered) -> [PrometheusJob.TargetGroup] {
    do throws(Problem) {
      let (groups, findings) = PrometheusTargets.groups(try SourceText.read(file))
      if findings.problems.isEmpty {
        lists[file] = groups
        return groups
      }
      found.troubles += findings.problems.map(\.description)
    } catch {
      found.troubles.append(error.description)
    }
    return lists[file] ?? []
  }

  /// Two targets to which the operator gave one name could not be told apart.
  private func checkNames(_ found: inout Discovered) {
    var places: [String: Place] = [:]
    for target in found.targets where target.isNamedByHand {
      guard let name = target.name else { continue }
      if let other = places[name], other != target.place {
        let words = "another target is called ‘\(name)’ already: \(other.address)"
        let error = TargetError(word: target.place.address, reason: words).description
        found.mistakes.append(error)
      }
      places[name] = target.place
    }
  }
}
