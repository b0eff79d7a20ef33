/// Settings, and where each of them came from.
package struct Loaded: Sendable {
  package enum Origin: Sendable, Hashable {
    case standard
    case line(Int)
    case commandLine
  }

  package var settings = Settings()
  /// The file that was read; nil where there is none.
  package private(set) var file: String?
  package private(set) var problems: [Problem] = []
  package private(set) var notes: [Problem] = []
  private var origins: [String: Origin] = [:]

  package init() {}

  /// Reads a file. What is wrong in it is in ``problems``; everything else is set.
  package init(_ source: SourceText) {
    file = source.path
    var findings = Findings(file: source.path)
    do {
      let node = try TOMLDocument.read(source)
      var reader = SettingsReader(SettingsTable.rows)
      reader.readAndRemember(node, into: &settings, &findings)
      if let server = node.table?.first(where: { $0.key == "prometheus" })?.node {
        TargetFields.checkServer(&settings.prometheus, server, &findings)
      }
      settings.targetsLine = reader.lines["targets"]
      origins = reader.lines.mapValues { .line($0) }
      problems = findings.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
      notes = findings.notes
    } catch {
      problems = [error]
    }
  }

  /// The file is there but cannot be read.
  init(unreadable problem: Problem) {
    file = problem.file
    problems = [problem]
  }

  package func origin(of path: String) -> Origin { origins[path] ?? .standard }

  /// Sets what an option of the command line says.
  package mutating func set<Value>(_ path: String, _ key: WritableKeyPath<Settings, Value>, to value: Value?)
  {
    guard let value else { return }
    settings[keyPath: key] = value
    origins[path] = .commandLine
  }

  package mutating func set<Value>(_ path: String, _ key: WritableKeyPath<Settings, Value?>, to value: Value?)
  {
    guard let value else { return }
    settings[keyPath: key] = .some(value)
    origins[path] = .commandLine
  }
}
