/// What the requests of one route, or of several together, came to in the window.
package struct RouteFigures: Sendable, Hashable {
  package var name: RouteName
  /// Requests a second by class of status, in the order of ``Traffic/Class``.
  package var perSecond: [Double]
  /// Among the requests of all routes, 0…1; nil where there are none.
  package var share: Double?
  /// nil without traffic, and without a histogram.
  package var latency: Latency?
  /// Seconds of answering that began to be paid for in a second: rate × mean, which is how many requests were being
  /// answered on average. nil where the sum is not exported, or fell because the clock was set back.
  package var busy: Double?
  /// ``busy`` among that of all routes, 0…1.
  package var timeShare: Double?
  /// Whether several endpoints may stand behind the name, since the build lost what tells them apart.
  package var isAmbiguous = false
  /// The newest values of its status codes: requests a second each, most first.
  package var codes: [Code] = []

  package struct Code: Sendable, Hashable {
    package var code: String
    package var perSecond: Double
  }

  package init(name: RouteName) {
    self.name = name
    perSecond = Traffic.Class.allCases.map { _ in 0 }
  }

  package var total: Double { perSecond.reduce(0, +) }
  package var serverErrors: Double { perSecond[Traffic.Class.serverError.rawValue] }
  package var clientErrors: Double { perSecond[Traffic.Class.clientError.rawValue] }
  /// Server errors among the requests, 0…1; nil without traffic.
  package var errorShare: Double? { total > 0 ? serverErrors / total : nil }
  package var clientErrorShare: Double? { total > 0 ? clientErrors / total : nil }

  /// p50, p90, p95 or p99; nil where it is not known.
  package func percentile(_ quantile: Double) -> Percentile? {
    latency?.percentiles.first { $0.quantile == quantile }
  }
}
