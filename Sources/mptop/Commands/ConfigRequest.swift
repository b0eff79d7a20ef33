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

  /// Who may name a Prometheus server that tells of the instances.
  enum Server { case never, configured, chosen }

  /// Whether a server tells of the instances, so that none are to be looked for in files.
  func usesServer(_ loaded: Loaded) -> Bool {
    switch server {
    case .never: false
    case .chosen: true
    case .configured: words.isEmpty && prometheus == nil && loaded.settings.prometheus.address != nil
    }
  }

  /// What the configuration lists that is not watched, since its server tells of the instances; nil for nothing.
  func unwatched(_ loaded: Loaded) -> String? {
    guard server == .configured, usesServer(loaded) else { return nil }
    let (listed, entries) = (loaded.settings.targets.count, loaded.settings.entries.count)
    let parts = [
      entries > 0 ? "\(entries) [[target]]" : nil, listed > 0 ? "\(listed) of ‘targets’" : nil,
      loaded.settings.prometheusFile == nil ? nil : "prometheus_config",
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return "prometheus.url tells of the instances: \(parts.joined(separator: ", ")) not watched unless named"
  }

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
    if usesServer { sources.settings.prometheusFile = nil }
    return (loaded, sources)
  }
}
