/// The page of a pretend mPanel whose paths are counted one by one: routes with parameters, each with some methods and
/// statuses, and paths that scanners made up, each refused with 404. A tenth of the paths are routes.
struct RoutePage {
  /// One set of labels: a histogram of eleven buckets, its sum and count, and a counter.
  private struct Endpoint {
    var labels: String
    var count: Int
  }

  private static let bounds = ["0.001", "0.005", "0.01", "0.05", "0.1", "0.5", "1", "2", "5", "10", "+Inf"]
  private static let methods = ["GET", "POST"]
  private static let statuses = ["200", "500"]
  private static let most = 64

  private var endpoints: [Endpoint] = []
  private var made = 0
  private let options: RouteOptions
  /// Where the next one that is asked for stands.
  private var next = 0

  init(_ options: RouteOptions) {
    self.options = options
    let each = RoutePage.methods.count * RoutePage.statuses.count
    for route in 0..<max(options.paths / 10 / each, 1) {
      for method in RoutePage.methods {
        for status in RoutePage.statuses {
          add("method=\"\(method)\",route=\"/api/r\(route)/:id\",status_code=\"\(status)\"")
        }
      }
    }
    while endpoints.count < options.paths { addMadeUp() }
  }

  private mutating func add(_ labels: String) { endpoints.append(Endpoint(labels: labels, count: 1)) }

  private mutating func addMadeUp() {
    made += 1
    add("method=\"GET\",route=\"/old/\(made)/wp-login.php\",status_code=\"404\"")
  }

  /// What a scrape finds: a share of the paths were asked for since the one before, in turn, and new ones were.
  mutating func scraped() -> [UInt8] {
    for _ in 0..<Int(Double(endpoints.count) * options.asked) {
      next = (next + 1) % endpoints.count
      endpoints[next].count += 1 + next % 5
    }
    for _ in 0..<options.newPaths { addMadeUp() }
    return page
  }

  private var page: [UInt8] {
    var text =
      "# TYPE mpanel_process_start_time_seconds gauge\nmpanel_process_start_time_seconds 1763392214\n"
    text += "# TYPE mpanel_db_pool_size gauge\n"
    for (state, value) in [("total", 10), ("active", 3), ("idle", 7)] {
      text += "mpanel_db_pool_size{state=\"\(state)\"} \(value)\n"
    }
    // What other families there are, a series each, so that the list of families has rows to walk through.
    for family in 0..<RoutePage.most {
      text += "# TYPE shop_level_\(family) gauge\nshop_level_\(family) \((next + family) % 50)\n"
    }
    let histogram = "mpanel_http_request_duration_seconds"
    text += "# TYPE \(histogram) histogram\n"
    text.reserveCapacity(endpoints.count * 1800)
    for one in endpoints {
      for (place, bound) in RoutePage.bounds.enumerated() {
        text += "\(histogram)_bucket{le=\"\(bound)\",\(one.labels)} \(one.count * min(place + 2, 11) / 11)\n"
      }
      text += "\(histogram)_sum{\(one.labels)} \(Double(one.count * 40) / 1000)\n"
      text += "\(histogram)_count{\(one.labels)} \(one.count)\n"
    }
    text += "# TYPE mpanel_http_requests_total counter\n"
    for one in endpoints { text += "mpanel_http_requests_total{\(one.labels)} \(one.count)\n" }
    return Array(text.utf8)
  }
}
