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
  /// Whether a Prometheus server tells of instances.
  package var server = Server.none
  /// What `--every` says, which wins over the intervals of files.
  package var interval: Duration?

  /// Nothing that is listed in files is watched where the server is `alone`, as one that the command line names;
  /// words of the command line are.
  package enum Server: Sendable { case none, besides, alone }

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

  /// Whether the command line has said what is watched, so that no list of the configuration is.
  var isChosen: Bool { !words.isEmpty || isPrometheusChosen || server == .alone }

  /// The Prometheus configuration whose targets are watched, too.
  var prometheusFile: String? { server == .alone ? nil : settings.prometheusFile }

  /// Whether nobody has said what to watch.
  package var isStandard: Bool {
    words.isEmpty && settings.targets.isEmpty && settings.entries.isEmpty && settings.prometheusFile == nil
      && server == .none
  }
}
