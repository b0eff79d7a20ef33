import Exposition

/// Pages as prom-client writes them: a request histogram of ten buckets for each route and status, and its counter.
struct GeneratedPage {
  /// Series of a histogram with ten finite buckets: eleven buckets, sum, count, and the counter beside it.
  private static let seriesOfRoute = 14
  private static let bounds = ["0.001", "0.005", "0.01", "0.05", "0.1", "0.5", "1", "2", "5", "10", "+Inf"]

  let routes: Int

  /// A page of about so many bytes.
  init(bytes: Int) { routes = max(bytes / (GeneratedPage.seriesOfRoute * 105), 1) }

  /// A page of about so many series.
  init(series: Int) { routes = max(series / GeneratedPage.seriesOfRoute, 1) }

  /// The page of scrape number `scrape`: the same lines with other values.
  func text(scrape: Int) -> [UInt8] {
    var text = "# HELP http_request_duration_seconds Duration of HTTP requests in seconds\n"
    text += "# TYPE http_request_duration_seconds histogram\n"
    for route in 0..<routes {
      let labels = labels(of: route)
      let base = 1000 + route * 37 + scrape * (route % 7 + 1)
      for (place, bound) in GeneratedPage.bounds.enumerated() {
        text +=
          "http_request_duration_seconds_bucket{le=\"\(bound)\",\(labels)} \(base + place * (route % 5 + scrape))\n"
      }
      text += "http_request_duration_seconds_sum{\(labels)} \(Double(base) * 0.0237)\n"
      text += "http_request_duration_seconds_count{\(labels)} \(base + 10 * (route % 5 + scrape))\n"
    }
    text += "\n# HELP http_requests_total Total number of HTTP requests\n# TYPE http_requests_total counter\n"
    for route in 0..<routes {
      text += "http_requests_total{\(labels(of: route))} \(1000 + route * 37 + scrape * (route % 7 + 1))\n"
    }
    return Array(text.utf8)
  }

  private func labels(of route: Int) -> String {
    let method = ["GET", "POST", "PUT", "DELETE"][route % 4]
    let status = [200, 201, 400, 404, 500][route % 5]
    return "method=\"\(method)\",route=\"/api/v1/resource\(route / 4)/:id\",status=\"\(status)\""
  }
}
