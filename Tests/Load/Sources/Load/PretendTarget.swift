/// One pretend mPanel: a page of prom-client's shape that grows with time, and what was seen of its caller.
struct PretendTarget {
  let hangs: Bool
  private let series: Int
  private let seed: Int
  private let start: Double

  /// When each request for the metrics came.
  var arrivals: [Double] = []
  /// Requests for the metrics that are not answered yet, and how often one came while another was.
  var underWay = 0
  var overlaps = 0
  /// When anything under /api was asked.
  var probes: [Double] = []

  init(number: Int, series: Int, hangs: Bool, start: Double) {
    self.series = series
    self.hangs = hangs
    self.start = start
    seed = number
  }

  private static let bounds = [
    "0.001", "0.005", "0.01", "0.05", "0.1", "0.5", "1", "2", "5", "10", "+Inf",
  ]

  /// The page at a moment. No two targets have the same routes.
  func page(at now: Double) -> [UInt8] {
    let age = max(Int((now - start) * 10), 0)
    var text = ""
    text.reserveCapacity(series * 130)
    text +=
      "# HELP mpanel_process_start_time_seconds Start time of the process since unix epoch in seconds.\n"
    text += "# TYPE mpanel_process_start_time_seconds gauge\nmpanel_process_start_time_seconds 1763392214\n\n"
    text += "# TYPE mpanel_process_resident_memory_bytes gauge\n"
    text += "mpanel_process_resident_memory_bytes \(120_000_000 + (age * 4096) % 30_000_000)\n\n"
    text += "# TYPE mpanel_db_pool_size gauge\n"
    let active = (age / 300 + seed) % 9
    for (state, value) in [("total", 10), ("active", active), ("idle", 10 - active)] {
      text += "mpanel_db_pool_size{state=\"\(state)\"} \(value)\n"
    }
    text += "\n# TYPE mpanel_queue_size gauge\n"
    for queue in ["emails", "invoices", "backups"] {
      text += "mpanel_queue_size{queue_name=\"\(queue)\",status=\"pending\"} \((age / 50 + seed) % 40)\n"
    }
    // What is left of the series are requests: eleven buckets, a sum, a count and a counter a route.
    let routes = max((series - 8) / 14, 1)
    text += "\n# HELP mpanel_http_request_duration_seconds Duration of HTTP requests in seconds\n"
    text += "# TYPE mpanel_http_request_duration_seconds histogram\n"
    var counters = ""
    for route in 0..<routes {
      let status = route % 7 == 6 ? "500" : route % 5 == 4 ? "404" : "200"
      let labels =
        "method=\"GET\",route=\"/api/v1/r\((seed * 7 + route * 13) % 997)/:id\",status_code=\"\(status)\""
      // Half of the routes are not asked for.
      let count = route % 2 == 0 ? 1000 + age * (route % 7 == 6 ? 1 : 20) / (route + 1) : 12
      for (place, bound) in PretendTarget.bounds.enumerated() {
        text +=
          "mpanel_http_request_duration_seconds_bucket{le=\"\(bound)\",\(labels)} \(count * min(place + 2, 11) / 12)\n"
      }
      text += "mpanel_http_request_duration_seconds_sum{\(labels)} \(Double(count * 40) / 1000)\n"
      text += "mpanel_http_request_duration_seconds_count{\(labels)} \(count * 11 / 12)\n"
      counters += "mpanel_http_requests_total{\(labels)} \(count * 11 / 12)\n"
    }
    text += "\n# TYPE mpanel_http_requests_total counter\n" + counters
    return Array(text.utf8)
  }
}
