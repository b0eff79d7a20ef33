import Configuration
import Dashboard
import Drawing

/// What the command line says about the configuration: the file, and what wins over it. It can be read again.
struct ConfigRequest: Sendable {
  var file: String?
  var words: [String]
  var prometheus: String?
  var jobs: [String]
  var window: Window?
  var interval: Duration?
  var theme: String?
  var glyphs: Glyphs?
  var mouse: Bool?
  var access: AccessChange
  var server = Server.never

  /// Who may name a Prometheus server that tells of instances.
  enum Server { case never, configured, chosen }

  /// What ``usesServer(_:)`` came to at the start; another server is for the next one.
  private(set) var usedServer: Bool?

  mutating func settle(_ loaded: Loaded) { usedServer = usesServer(loaded) }

  /// Whether a server tells of instances.
  func usesServer(_ loaded: Loaded) -> Bool {
    if let usedServer { return usedServer }
    return switch server {
    case .never: false
    case .chosen: true
    case .configured: words.isEmpty && prometheus == nil && loaded.settings.prometheus.address != nil
    }
  }

  /// What the options of access say of targets that are asked directly: nothing where there is a server, whom they
  /// are for. Its secrets are not theirs.
  func accessOfTargets(_ loaded: Loaded) -> AccessChange { usesServer(loaded) ? AccessChange() : access }

  func read() -> (Loaded, TargetSources) {
    var loaded = ConfigFile.load(file)
    loaded.set("window", \.window, to: window)
    loaded.set("every", \.interval, to: interval)
    loaded.set("theme", \.theme, to: theme)
    loaded.set("glyphs", \.glyphs, to: glyphs)
    loaded.set("mouse", \.preferences.mouse, to: mouse)
    loaded.set("prometheus_config.file", \.prometheusFile, to: prometheus)
    let usesServer = usesServer(loaded)
    // A job of the server need not be one of the file.
    if !usesServer {
      loaded.set("prometheus_config.jobs", \.prometheusJobs, to: jobs.isEmpty ? nil : jobs)
    }
    var sources = TargetSources(words: words, loaded: loaded, interval: interval)
    sources.server = usesServer ? server == .chosen ? .alone : .besides : .none
    return (loaded, sources)
  }
}
