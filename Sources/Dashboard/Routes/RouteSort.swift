import MPanel

/// What the rows of the routes are sorted by. The first is what an operator asks at night: who takes the server's time?
enum RouteSort: String, Sendable, CaseIterable {
  case time, requests, errors, clientErrors, mean, p50, p95, p99, name

  /// As the frame's title names it.
  var words: String {
    switch self {
    case .time: "most time first"
    case .requests: "most requests first"
    case .errors: "most 5xx first"
    case .clientErrors: "most 4xx first"
    case .mean: "slowest mean first"
    case .p50: "slowest p50 first"
    case .p95: "slowest p95 first"
    case .p99: "slowest p99 first"
    case .name: "by name"
    }
  }

  /// Whether it asks how long requests take: then the past of that is shown, else that of the requests.
  var isOfLatency: Bool { quantile != nil || self == .mean }

  /// The percentile that it sorts by.
  var quantile: Double? {
    switch self {
    case .p50: 0.5
    case .p95: 0.95
    case .p99: 0.99
    default: nil
    }
  }

  /// What is sorted by, greatest first; what is not known comes last.
  func figure(_ route: RouteFigures) -> Double {
    let figure: Double? =
      switch self {
      case .time: route.busy
      case .requests: route.total
      case .errors: route.serverErrors
      case .clientErrors: route.clientErrors
      case .mean: route.latency?.mean
      case .p50, .p95, .p99:
        // Beyond the highest bound is more than on it.
        quantile.flatMap { route.percentile($0) }.map { $0.isBeyond ? $0.seconds.nextUp : $0.seconds }
      case .name: nil
      }
    return figure ?? -.infinity
  }

  /// Rows in their order. Where two are equal, the busier one comes first, then the one that the page lists first, so
  /// that rows do not jump.
  func sorted(_ rows: [RouteRow], isReversed: Bool) -> [RouteRow] {
    let order: [Int]
    if self == .name {
      order = rows.indices.sorted {
        let (left, right) = (rows[$0].figures.name, rows[$1].figures.name)
        return (left.path, left.method) < (right.path, right.method)
      }
    } else {
      let figures = rows.map { (figure($0.figures), $0.figures.total) }
      order = rows.indices.sorted {
        figures[$0] == figures[$1] ? $0 < $1 : figures[$0] > figures[$1]
      }
    }
    return (isReversed ? order.reversed() : order).map { rows[$0] }
  }
}
