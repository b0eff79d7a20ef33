import Dashboard

/// The keys of a `scrape_config` that mptop knows but does not go by, and what that changes.
enum PrometheusKeys {
  /// Those that are read.
  static let read: Set<String> = [
    "job_name", "scheme", "metrics_path", "params", "scrape_interval", "static_configs", "file_sd_configs",
    "basic_auth", "authorization", "bearer_token", "bearer_token_file", "tls_config", "follow_redirects",
  ]

  /// Those without any meaning for what mptop asks and shows.
  static let idle: Set<String> = [
    "scrape_timeout", "honor_labels", "honor_timestamps", "track_timestamps_staleness", "sample_limit",
    "label_limit", "label_name_length_limit", "label_value_length_limit", "target_limit", "body_size_limit",
    "enable_http2", "enable_compression", "scrape_classic_histograms", "always_scrape_classic_histograms",
    "convert_classic_histograms_to_nhcb", "native_histogram_bucket_limit",
    "native_histogram_min_bucket_factor",
    "keep_dropped_targets", "scrape_protocols", "fallback_scrape_protocol", "scrape_failure_log_file",
    "metric_name_validation_scheme", "metric_name_escaping_scheme", "no_proxy",
  ]

  /// What is not done, by key.
  static let notDone: [String: String] = [
    "relabel_configs": "is not applied: every target of the job is watched, at the address that is written",
    "metric_relabel_configs": "is not applied: metrics have the names and labels that the server sends",
    "proxy_url": "is not used: targets are asked directly",
    "proxy_from_environment": "is not used: targets are asked directly",
    "proxy_connect_header": "is not used: targets are asked directly",
    "http_headers": "is not sent",
    "oauth2": "is not supported: no token is sent",
    "sigv4": "is not supported: requests are not signed",
    "azuread": "is not supported: no token is sent",
  ]

  /// What to say about a key that is not read; nil for nothing.
  static func note(on key: String) -> String? {
    if read.contains(key) || idle.contains(key) { return nil }
    if let words = notDone[key] { return "‘\(key)’ \(words)" }
    if key.hasSuffix("_sd_configs") {
      return
        "\(Findings.shown(key)) is not supported: only static_configs and file_sd_configs find targets here"
    }
    let known = Array(read) + Array(notDone.keys)
    return
      "\(Findings.shown(key)) is not known here and ignored\(Nearest.question(key, among: known.sorted()))"
  }
}
