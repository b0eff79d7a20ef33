/// Which mPanel an instance pretends to be.
package enum Build: String, Sendable, CaseIterable {
  /// Everything under the names of mPanel's own document, breakers included.
  case documented
  /// The names with `mpanel_`, with pool, queues and breakers really exported.
  case patched
  /// The names with `mpanel_` as the released build has them: a pool stuck at 0/0/0, queues without series, no
  /// breakers.
  case stock
  /// The first build: metrics below `/api`, five buckets, no readiness.
  case legacy

  var prefix: String {
    switch self {
    case .documented, .legacy: ""
    case .patched, .stock: "mpanel_"
    }
  }

  var metricsPath: String { self == .legacy ? "/api/metrics" : "/metrics" }
  var statusLabel: String { self == .documented ? "status" : "status_code" }

  var requestBounds: [Double] {
    self == .legacy ? [0.1, 0.5, 1, 2, 5] : [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10]
  }
}
