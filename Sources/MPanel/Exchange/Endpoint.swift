/// The four places at which an mPanel tells of itself.
package enum Endpoint: String, Sendable, Hashable, CaseIterable, Codable {
  case metrics, health, ready, live

  /// The path on current builds; the legacy build has its metrics at ``legacyMetricsPath`` instead.
  package var path: String {
    switch self {
    case .metrics: "/metrics"
    case .health: "/api/health"
    case .ready: "/api/ready"
    case .live: "/api/live"
    }
  }

  /// Where the first build of mPanel (058964b) keeps its metrics: under `/api`, so every scrape of it spends
  /// the rate limit.
  package static let legacyMetricsPath = "/api/metrics"
}
