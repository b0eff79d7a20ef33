import Scraping

/// Where the list of targets comes from.
package struct TargetSources: Sendable {
  /// What the command line names.
  package var words: [String]
  package var settings: Settings
  /// The configuration file, for messages.
  package var file: String?
  /// Whether it is the command line that names a Prometheus configuration.
  package var isPrometheusChosen: Bool
  /// What `--every` says, which wins over the intervals of files.
  package var interval: Duration?

  package init(
    words: [String] = [], loaded: Loaded, interval: Duration? = nil
  ) {
    self.words = words
    settings = loaded.settings
    file = loaded.file
    isPrometheusChosen = loaded.origin(of: "prometheus_config.file") == .commandLine
    self.interval = interval
  }

  /// Where mPanel listens unless it is told otherwise.
  package static let standard = "127.0.0.1:2271"

  /// Whether the command line names a Prometheus configuration and nothing else: then that is what is watched.
  var isPrometheusAlone: Bool { words.isEmpty && isPrometheusChosen }

  /// Whether nobody has said what to watch.
  package var isStandard: Bool {
    words.isEmpty && settings.targets.isEmpty && settings.entries.isEmpty && settings.prometheusFile == nil
  }
}
