/// What a label of a signal means, whatever a build calls it.
package enum Dimension: String, Sendable, CaseIterable {
  case route, method, status, queue, jobState, breaker, version

  /// The label names that carry it, in the order in which they are looked for.
  package var labels: [String] {
    switch self {
    case .route: ["route"]
    case .method: ["method"]
    case .status: ["status_code", "status"]
    case .queue: ["queue_name", "queue"]
    case .jobState: ["status", "state"]
    case .breaker: BreakerConvention.nameLabels
    case .version: ["version"]
    }
  }
}
