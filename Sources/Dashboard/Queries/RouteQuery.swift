import MPanel

/// The PromQL of what a route's row shows.
struct RouteQuery {
  let index: RouteIndex
  let instance: QueryText.Matcher
  let window: Duration

  /// The figure that the rows are sorted by, of one route.
  func text(_ name: RouteName, _ sort: RouteSort) -> String? {
    var route = [instance]
    if !name.method.isEmpty { route.append(QueryText.Matcher("method", "=", name.method)) }
    route.append(QueryText.Matcher("route", "=", name.path))
    let whole = [instance, QueryText.notScrapes]
    switch sort {
    case .requests, .name: return requests(route)
    case .time:
      return seconds(route).flatMap { part in seconds(whole).map { "\(part) / \($0)" } }
    case .errors: return share("5..", of: route)
    case .clientErrors: return share("4..", of: route)
    case .mean:
      return seconds(route).flatMap { sum in
        rate(index.duration.map { $0 + "_count" }, route).map { "\(sum) / \($0)" }
      }
    case .p50, .p95, .p99: return sort.quantile.flatMap { quantile($0, route) }
    }
  }

  /// A percentile of all requests of the instance but scrapes.
  func percentile(_ quantile: Double) -> String? {
    self.quantile(quantile, [instance, QueryText.notScrapes])
  }

  /// The rate of all requests of the instance but scrapes.
  var traffic: String? { requests([instance, QueryText.notScrapes]) }

  private func quantile(_ quantile: Double, _ matchers: [QueryText.Matcher]) -> String? {
    index.duration.map { QueryText.quantile(quantile, QueryText.selector($0 + "_bucket", matchers), window) }
  }

  private func seconds(_ matchers: [QueryText.Matcher]) -> String? {
    rate(index.duration.map { $0 + "_sum" }, matchers)
  }

  private func requests(_ matchers: [QueryText.Matcher]) -> String? {
    rate(index.counter ?? index.duration.map { $0 + "_count" }, matchers)
  }

  /// Without a series of that status the share is 0, not nothing.
  private func share(_ status: String, of matchers: [QueryText.Matcher]) -> String? {
    guard let all = requests(matchers),
      let part = requests(matchers + [QueryText.Matcher(index.statusLabel, "=~", status)])
    else { return nil }
    return "(\(part) or vector(0)) / \(all)"
  }

  private func rate(_ name: String?, _ matchers: [QueryText.Matcher]) -> String? {
    name.map { "sum(\(QueryText.rate(QueryText.selector($0, matchers), window)))" }
  }
}
