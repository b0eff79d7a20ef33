/// A page of several routes, whose figures follow from the second.
///
/// A second brings: 10 × GET /api/users of 0–10 ms; 2 × POST /api/orders of 100 ms–1 s, of which one fails with 500; 4 ×
/// GET /:id of 10–100 ms, of which one is a 404; a scrape; and with `scanned`, a path that no route matched.
struct MadeUpRoutes {
  /// How many paths a scanner asks for in a second, each once.
  var scanned = 0
  /// As mPanel's document writes names, or as its current builds do.
  var isPrefixed = true
  var extra: [(method: String, path: String, status: String, bucket: Int, perSecond: Int, seconds: Double)] =
    []

  func page(second: Int) -> String {
    let prefix = isPrefixed ? "mpanel_" : ""
    let status = isPrefixed ? "status_code" : "status"
    var lines = ["# TYPE \(prefix)http_request_duration_seconds histogram"]
    var counters = ["# TYPE \(prefix)http_requests_total counter"]
    func add(_ method: String, _ path: String, _ code: String, bucket: Int, count: Int, seconds: Double) {
      let labels = "method=\"\(method)\",route=\"\(path)\",\(status)=\"\(code)\""
      for (place, bound) in MadeUpPanel.boundaries.enumerated() {
        lines.append(
          "\(prefix)http_request_duration_seconds_bucket{le=\"\(bound)\",\(labels)} \(place >= bucket ? count : 0)"
        )
      }
      lines.append("\(prefix)http_request_duration_seconds_sum{\(labels)} \(seconds)")
      lines.append("\(prefix)http_request_duration_seconds_count{\(labels)} \(count)")
      counters.append("\(prefix)http_requests_total{\(labels)} \(count)")
    }
    add("GET", "/metrics", "200", bucket: 0, count: second / 2, seconds: 0)
    add("GET", "/api/users", "200", bucket: 0, count: 10 * second, seconds: 0.05 * Double(second))
    add("POST", "/api/orders", "201", bucket: 2, count: second, seconds: 0.5 * Double(second))
    add("POST", "/api/orders", "500", bucket: 2, count: second, seconds: 0.5 * Double(second))
    add("GET", "/:id", "200", bucket: 1, count: 3 * second, seconds: 0.15 * Double(second))
    add("GET", "/:id", "404", bucket: 1, count: second, seconds: 0.05 * Double(second))
    add("DELETE", "/:id", "204", bucket: 1, count: 3, seconds: 0.1)
    for one in extra {
      add(
        one.method, one.path, one.status, bucket: one.bucket, count: one.perSecond * second,
        seconds: one.seconds * Double(second))
    }
    for path in 0..<(scanned * second) {
      add("GET", "/old/\(path).php", "404", bucket: 0, count: 1, seconds: 0)
    }
    return (lines + counters).joined(separator: "\n") + "\n"
  }
}

extension Play {
  /// A page every 2 s from second 0 to `second`.
  mutating func run(_ routes: MadeUpRoutes, as target: Int = 0, until second: Int) {
    for at in stride(from: 0, through: second, by: 2) {
      page(routes.page(second: at), from: target, at: Double(at))
    }
  }
}
