import Scraping

/// One `scrape_config` of a Prometheus configuration, as far as mptop goes by it.
package struct PrometheusJob: Sendable, Hashable {
  package var name: String
  package var line: Int?
  var scheme = "http"
  var metricsPath = "/metrics"
  /// What is put behind `?`, in the order of the file.
  var parameters: [Parameter] = []
  var access = Access()
  var statics: [TargetGroup] = []
  /// Patterns of files with lists of targets.
  var files: [Pattern] = []

  struct Parameter: Sendable, Hashable {
    var name: String
    var values: [String]
  }

  /// Targets with the labels that all of them have.
  struct TargetGroup: Sendable, Hashable {
    struct Member: Sendable, Hashable {
      var address: String
      var line: Int?
    }

    var members: [Member] = []
    var labels: [String: String] = [:]
  }

  struct Pattern: Sendable, Hashable {
    var path: String
    var line: Int?
  }

  init(name: String, line: Int?) {
    self.name = name
    self.line = line
  }
}
