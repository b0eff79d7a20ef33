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

  func read() -> (Loaded, TargetSources) {
    var loaded = ConfigFile.load(file)
    loaded.set("window", \.window, to: window)
    loaded.set("every", \.interval, to: interval)
    loaded.set("theme", \.theme, to: theme)
    loaded.set("glyphs", \.glyphs, to: glyphs)
    loaded.set("mouse", \.preferences.mouse, to: mouse)
    loaded.set("prometheus_config.file", \.prometheusFile, to: prometheus)
    loaded.set("prometheus_config.jobs", \.prometheusJobs, to: jobs.isEmpty ? nil : jobs)
    return (loaded, TargetSources(words: words, loaded: loaded, interval: interval))
  }
}
