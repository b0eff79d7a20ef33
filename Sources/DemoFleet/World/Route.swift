/// An endpoint of the pretend panel: how often it is asked, and how long it takes.
struct Route: Sendable {
  var method: String
  var path: String
  /// Its share of the traffic, by weight.
  var weight: Double
  /// Half of its requests are faster than this, seconds.
  var median: Double
  /// How wide its durations spread: the deviation of their logarithm.
  var spread: Double
  /// How long it holds a database connection, seconds at the median; 0 for never.
  var database: Double
  /// The share of requests that are answered with a client's error.
  var clientErrors: Double
  /// The service that it calls.
  var service: String?
  /// The queue that it puts a job into, and how often.
  var queue: (name: String, share: Double)?

  static let all: [Route] = [
    Route(
      method: "GET", path: "/api/products", weight: 26, median: 0.006, spread: 0.6, database: 0.004,
      clientErrors: 0.002),
    Route(
      method: "GET", path: "/api/customers", weight: 16, median: 0.012, spread: 0.7, database: 0.009,
      clientErrors: 0.004),
    Route(
      method: "GET", path: "/api/customers/:id", weight: 13, median: 0.008, spread: 0.6, database: 0.006,
      clientErrors: 0.03),
    Route(
      method: "GET", path: "/api/services", weight: 11, median: 0.018, spread: 0.7, database: 0.014,
      clientErrors: 0.004),
    Route(
      method: "GET", path: "/api/invoices", weight: 9, median: 0.022, spread: 0.8, database: 0.018,
      clientErrors: 0.004),
    Route(
      method: "POST", path: "/api/auth/login", weight: 8, median: 0.085, spread: 0.35, database: 0.006,
      clientErrors: 0.09,
      queue: ("email", 0.05)),
    Route(
      method: "POST", path: "/api/invoices/:id/pay", weight: 4, median: 0.24, spread: 0.4, database: 0.015,
      clientErrors: 0.01, service: "stripe", queue: ("email", 1)),
    Route(
      method: "POST", path: "/api/services", weight: 2, median: 0.31, spread: 0.5, database: 0.03,
      clientErrors: 0.02,
      queue: ("provisioning", 1)),
    Route(
      method: "POST", path: "/api/domains/check", weight: 1.6, median: 0.4, spread: 0.5, database: 0,
      clientErrors: 0.02,
      service: "namesilo"),
    Route(
      method: "POST", path: "/api/ai/assist", weight: 1.5, median: 1.4, spread: 0.5, database: 0.01,
      clientErrors: 0.01,
      service: "openai"),
    Route(
      method: "POST", path: "/api/auth/2fa", weight: 1.4, median: 0.18, spread: 0.4, database: 0.004,
      clientErrors: 0.05,
      service: "twilio", queue: ("sms", 1)),
    Route(
      method: "GET", path: "/graphql", weight: 5, median: 0.03, spread: 0.9, database: 0.02,
      clientErrors: 0.01),
    Route(
      method: "GET", path: "/wp-login.php", weight: 0.4, median: 0.000_6, spread: 0.3, database: 0,
      clientErrors: 1),
  ]

  static let totalWeight = all.reduce(0) { $0 + $1.weight }
}
